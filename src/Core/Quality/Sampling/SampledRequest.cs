namespace Plimsoll.Quality.Sampling;

/// <summary>A request that is to be judged, with what its verdict will count for.</summary>
/// <param name="Part">Only the uniform part feeds confidence sequences.</param>
/// <param name="Inclusion">Probability π, above 0 and up to 1, with which it came into the sample at all.</param>
/// <param name="Relative">
/// How many ordinary judgements one of the uniform part stands for: its sampling rate against its minute's, inverted.
/// </param>
/// <param name="Origin">As its candidate's.</param>
/// <param name="Twice">Judged a second time, to see whether the judge agrees with itself.</param>
public readonly record struct SampledRequest(
    ulong Hash, Stratum Stratum, CandidateOrigin Origin, SamplePart Part, double Inclusion, double Relative, bool Twice);

public enum SamplePart : byte
{
    /// <summary>Stands for all traffic.</summary>
    Uniform,

    /// <summary>Errors, tails, flagged requests and canaries: looked at because something may be wrong.</summary>
    Targeted,
}
