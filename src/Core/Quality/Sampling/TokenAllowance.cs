using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Quality.Sampling;

/// <summary>How many judgements the rate allows a minute; fractions are carried on, so that no request is lost to rounding.</summary>
internal sealed class TokenAllowance
{
    /// <summary>What may be saved up of each part: more would judge old traffic's share on new traffic.</summary>
    public const double MostSaved = 2;

    public const double TargetedShare = 0.2;

    private double _uniform;
    private double _targeted;

    /// <param name="suspicious">Candidates that are worth a look; what they do not use, the uniform part has.</param>
    public (int Uniform, int Targeted) Take(double rate, long served, int suspicious)
    {
        var tokens = rate * served;
        _targeted += tokens * TargetedShare;
        var targeted = (int)Math.Min(Math.Floor(_targeted), suspicious);
        _targeted -= targeted;
        var unused = Math.Max(0, _targeted - MostSaved);
        _targeted -= unused;
        _uniform += tokens * (1 - TargetedShare) + unused;
        var uniform = (int)Math.Floor(_uniform);
        _uniform -= uniform;
        return (uniform, targeted);
    }

    public void Write(StateWriter writer)
    {
        writer.Double(_uniform);
        writer.Double(_targeted);
    }

    public static TokenAllowance Read(ref StateReader reader) => new() { _uniform = reader.Double(), _targeted = reader.Double() };
}
