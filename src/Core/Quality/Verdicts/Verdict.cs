using Plimsoll.Quality.Rubrics;

namespace Plimsoll.Quality.Verdicts;

/// <summary>What a judge said of one answer.</summary>
/// <param name="RequestHash">Keyed hash of the request id.</param>
/// <param name="Scores">One for each dimension of the rubric, in order, from 0 to 1; null where it is missing.</param>
/// <param name="Inclusion">π, with which the answer came into the sample.</param>
/// <param name="Relative">What it counts for in confidence sequences; 0 outside the uniform part.</param>
/// <param name="AtMs">End of the request that was judged, not of the judgement.</param>
public sealed record Verdict(
    ulong RequestHash, Rubric Rubric, string ModelVersion, IReadOnlyList<double?> Scores, double Inclusion, double Relative, long AtMs);
