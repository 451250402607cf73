namespace Plimsoll.Quality.Sampling;

/// <summary>
/// Priority sampling (Duffield, Lund and Thorup, JACM 2007): of the priorities w/u the k highest are kept, and the next
/// one is the threshold τ. A weight w was then included with probability min(1, w/τ).
/// </summary>
public sealed class PrioritySample
{
    private PrioritySample(IReadOnlyList<int> selected, double threshold) => (Selected, Threshold) = (selected, threshold);

    /// <summary>Places of what was kept, rising.</summary>
    public IReadOnlyList<int> Selected { get; }

    /// <summary>τ; 0 when everything was kept.</summary>
    public double Threshold { get; }

    public double Inclusion(double weight) => Threshold <= weight ? 1 : weight / Threshold;

    /// <param name="weights">Above 0.</param>
    /// <param name="units">In (0, 1], one for each weight.</param>
    public static PrioritySample Take(ReadOnlySpan<double> weights, ReadOnlySpan<double> units, int most)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        if (weights.Length != units.Length)
            throw new ArgumentException($"{units.Length} hashes for {weights.Length} weights", nameof(units));
        if (weights.Length <= most)
            return new([.. Enumerable.Range(0, weights.Length)], 0);
        var priorities = new double[weights.Length];
        for (var i = 0; i < priorities.Length; i++)
            priorities[i] = weights[i] / units[i];
        int[] order = [.. Enumerable.Range(0, priorities.Length).OrderByDescending(i => priorities[i]).ThenBy(i => i)];
        return new([.. order.Take(most).Order()], priorities[order[most]]);
    }
}
