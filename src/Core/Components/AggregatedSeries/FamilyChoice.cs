using Plimsoll.Aggregation;
using Plimsoll.Aggregation.Encoding;
using Plimsoll.Telemetry;

namespace Plimsoll.Components.AggregatedSeries;

/// <summary>Which family of metrics counts for each target: the best that reported lately.</summary>
internal sealed class FamilyChoice
{
    private const long LingerMs = 10 * 60_000;
    private const int Targets = (int)AggregateTarget.Distribution + Measures.Count;

    private readonly (AggregateFamily Family, long LastMs)[] _chosen = new (AggregateFamily, long)[Targets];

    /// <summary>Whether a point counts; one that does is taken down.</summary>
    public bool Counts(AggregateSample sample, long atMs)
    {
        ref var chosen = ref _chosen[(int)sample.Target + (sample.Target == AggregateTarget.Distribution ? (int)sample.Measure : 0)];
        if (chosen.LastMs > 0 && sample.Family > chosen.Family && atMs - chosen.LastMs <= LingerMs)
            return false;
        chosen = (sample.Family, chosen.Family == sample.Family ? Math.Max(chosen.LastMs, atMs) : atMs);
        return true;
    }

    public void Write(StateWriter writer)
    {
        foreach (var (family, last) in _chosen)
        {
            writer.Byte((byte)family);
            writer.Count(last);
        }
    }

    public void Restore(ref StateReader reader)
    {
        for (var i = 0; i < Targets; i++)
            _chosen[i] = ((AggregateFamily)reader.Byte(), reader.Count());
    }
}
