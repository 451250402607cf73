using Plimsoll.Quality.Judging;

namespace Plimsoll.Integrations.Judges;

/// <summary>Which refusals cost nothing.</summary>
internal static class Unbilled
{
    /// <summary>
    /// What is refused by 3xx, 4xx or 503 no model has worked on; null for a time-out (408), a failed dependency (424) and errors
    /// of the server's, which may come after it did.
    /// </summary>
    public static JudgeUsage? Usage(int status) => status is (>= 300 and < 500 and not (408 or 424)) or 503 ? JudgeUsage.None : null;
}
