namespace Plimsoll.SageMaker;

/// <summary>
/// How many GPUs or instances there are, from how many samples they gave: each gives one in every publishing period
/// (the AWS sample's arithmetic).
/// </summary>
/// <param name="Through">The last minute, since 1970, of which every sample should have come: a later one may be there in part.</param>
/// <param name="PublishPeriod">From 10 s to 300 s; a longer one than a minute leaves minutes without a sample.</param>
public readonly record struct SampleCounting(long Through, TimeSpan PublishPeriod)
{
    /// <summary>Minutes in which each gives at least one sample.</summary>
    public int Minutes => Math.Max(1, (int)Math.Ceiling(PublishPeriod.TotalMinutes));

    /// <param name="samples">SampleCount by minute.</param>
    /// <returns>Null where nothing was sampled lately. What is younger than <see cref="Through"/> counts as it stands.</returns>
    public double? Count(IReadOnlyDictionary<long, double> samples)
    {
        if (Sum(samples, Through) is { } known)
            return known / PerWindow;
        return samples.Count > 0 && samples.Keys.Max() is var newest && newest > Through ? Sum(samples, newest) / PerWindow : null;
    }

    /// <summary>A reading of a minute tells of this one too, for the next sample is not due before: <paramref name="now"/> at most.</summary>
    public long HoldsThrough(long minute, long now) => Math.Max(minute, Math.Min(now, minute + Minutes - 1));

    private double PerWindow => Minutes * TimeSpan.FromMinutes(1) / PublishPeriod;

    private double? Sum(IReadOnlyDictionary<long, double> samples, long last)
    {
        double? sum = null;
        for (var minute = last - Minutes + 1; minute <= last; minute++)
        {
            if (samples.TryGetValue(minute, out var value))
                sum = (sum ?? 0) + value;
        }
        return sum;
    }
}
