using Plimsoll.Quality.Rubrics;

namespace Plimsoll.Quality.Judging;

/// <summary>How a judge is reached.</summary>
/// <param name="Name">By which the configuration speaks of it.</param>
public sealed record JudgeSettings(string Name, Evaluator Evaluator)
{
    public static readonly JudgeSettings Heuristic = new("heuristic", Evaluator.Heuristic);

    /// <summary>For example <c>http://127.0.0.1:8000/v1</c>; null for Bedrock's own address in its region.</summary>
    public Uri? BaseUrl { get; init; }

    /// <summary>Of AWS; null for the one that the environment or the profile names.</summary>
    public string? Region { get; init; }

    /// <summary>Named profile of AWS; null for the usual search for credentials.</summary>
    public string? Profile { get; init; }

    /// <summary>Key for <c>Authorization: Bearer</c>; null for none, or for a signature.</summary>
    public JudgeKey? Key { get; init; }

    /// <summary>A file that holds the key, read when the judge is made.</summary>
    public string? KeyFile { get; init; }

    public JudgePrice Price { get; init; } = JudgePrice.Free;

    /// <summary>Of one call, from its beginning to the last byte of its answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Calls that may be under way at once.</summary>
    public int Concurrency { get; init; } = 4;
}

/// <summary>A secret that shows itself to nobody who prints it.</summary>
public sealed class JudgeKey(string value)
{
    public string Reveal() => value;

    public override string ToString() => "(hidden)";
}
