namespace Plimsoll.Quality.Sampling;

/// <summary>A request whose texts are kept until its minute is decided.</summary>
/// <param name="Hash">Keyed hash of the request id.</param>
/// <param name="Suspicion">1 for an ordinary request; up to <see cref="Suspicions.MostWeight"/> for one that is worth a look.</param>
/// <param name="Cutoff">Probability with which the gateway let it become a candidate; 1 for one that it flagged.</param>
/// <param name="UnflaggedCutoff">The gateway's cutoff: what the probability would have been without the flag.</param>
public readonly record struct Candidate(
    ulong Hash, Stratum Stratum, double Suspicion, double Cutoff, double UnflaggedCutoff, CandidateOrigin Origin)
{
    public double Unit => UnitHash.Of(Hash);

    /// <summary>Whether the candidate would be one without its flag, so that it can stand for ordinary requests.</summary>
    public bool StandsForAll => Unit <= UnflaggedCutoff;
}

/// <summary>How much more a request is looked at than an ordinary one.</summary>
public static class Suspicions
{
    public const double Ordinary = 1;

    /// <summary>In the slowest or longest part of the traffic.</summary>
    public const double Tail = 3;

    /// <summary>Of a version that is being rolled out.</summary>
    public const double Canary = 5;

    public const double MostWeight = 10;

    /// <param name="flagged">By the safety screen.</param>
    public static double Of(bool failed, bool tail, bool flagged, bool canary) =>
        failed || flagged ? MostWeight : canary ? Canary : tail ? Tail : Ordinary;
}
