using Plimsoll.Aggregation.Encoding;
using Plimsoll.Telemetry;

namespace Plimsoll.Aggregation;

/// <summary>Readings of all GPUs over one window. Merging counts the other's working GPUs as one more minute.</summary>
internal sealed class GpuAggregate
{
    private MeanSum _utilization;
    private MeanSum _memory;
    private MeanSum _fragmentation;
    private MeanSum _used;
    private SlotSet _working;
    private bool _open;

    public double? UtilizationRatio => _utilization.Mean;

    public double? MemoryRatio => _memory.Mean;

    public double? FragmentationRatio => _fragmentation.Mean;

    /// <summary>GPUs that held work, mean over minutes.</summary>
    public double? Used
    {
        get
        {
            var used = _used;
            AddOpenMinute(ref used);
            return used.Mean;
        }
    }

    /// <param name="slot">Number of the GPU in its table.</param>
    public void Add(GpuSample sample, int slot)
    {
        _open = true;
        _utilization.Add(sample.UtilizationRatio);
        _memory.Add(GpuWork.MemoryRatio(sample));
        _fragmentation.Add(sample.MemoryFragmentationRatio);
        if (GpuWork.HoldsWork(sample))
            _working.Add(slot);
    }

    public void Merge(GpuAggregate other)
    {
        _utilization.Merge(other._utilization);
        _memory.Merge(other._memory);
        _fragmentation.Merge(other._fragmentation);
        _used.Merge(other._used);
        other.AddOpenMinute(ref _used);
    }

    public void Write(StateWriter writer)
    {
        _utilization.Write(writer);
        _memory.Write(writer);
        _fragmentation.Write(writer);
        _used.Write(writer);
        writer.Bool(_open);
        _working.Write(writer);
    }

    public static GpuAggregate Read(ref StateReader reader) => new()
    {
        _utilization = MeanSum.Read(ref reader),
        _memory = MeanSum.Read(ref reader),
        _fragmentation = MeanSum.Read(ref reader),
        _used = MeanSum.Read(ref reader),
        _open = reader.Bool(),
        _working = SlotSet.Read(ref reader),
    };

    private void AddOpenMinute(ref MeanSum used)
    {
        if (_open)
            used.Add(_working.Count);
    }
}
