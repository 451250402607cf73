using Plimsoll.Quality.Sampling;

namespace Plimsoll.Core.Tests.Quality;

internal static class Origins
{
    public static CandidateOrigin Of(string tenant = "t", string modelVersion = "m1", long endMs = 1, bool flagged = false) =>
        new(Guid.Empty, "r", null, tenant, modelVersion, null, endMs, flagged);
}
