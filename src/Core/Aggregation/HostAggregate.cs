using Plimsoll.Aggregation.Encoding;
using Plimsoll.Telemetry;

namespace Plimsoll.Aggregation;

/// <summary>Readings of all hosts over one window: memory and I/O summed over hosts, and the loadings of models.</summary>
internal sealed class HostAggregate
{
    private MeanSum _memoryRatio;
    private SummedGauge _memoryUsed;
    private SummedGauge _diskRead;
    private SummedGauge _diskWrite;
    private SummedGauge _networkReceive;
    private SummedGauge _networkTransmit;

    /// <summary>Mean over hosts, 0–1.</summary>
    public double? MemoryRatio => _memoryRatio.Mean;

    public double? MemoryUsedMiB => _memoryUsed.Value;

    public double? DiskReadMiBPerS => _diskRead.Value;

    public double? DiskWriteMiBPerS => _diskWrite.Value;

    public double? NetworkReceiveMiBPerS => _networkReceive.Value;

    public double? NetworkTransmitMiBPerS => _networkTransmit.Value;

    /// <summary>Null when no model was loaded.</summary>
    public ExponentialHistogram? ModelLoads { get; private set; }

    /// <param name="slot">Number of the host in its table.</param>
    public void Add(HostSample sample, int slot)
    {
        _memoryRatio.Add(sample.MemoryUtilizationRatio);
        _memoryUsed.Add(sample.MemoryUsedMiB, slot);
        _diskRead.Add(sample.DiskReadMiBPerS, slot);
        _diskWrite.Add(sample.DiskWriteMiBPerS, slot);
        _networkReceive.Add(sample.NetworkReceiveMiBPerS, slot);
        _networkTransmit.Add(sample.NetworkTransmitMiBPerS, slot);
        if (sample.ModelLoadMs is { } load)
            (ModelLoads ??= new()).Record(ModelLoad.Point(load));
    }

    public void Merge(HostAggregate other)
    {
        _memoryRatio.Merge(other._memoryRatio);
        _memoryUsed.Merge(other._memoryUsed);
        _diskRead.Merge(other._diskRead);
        _diskWrite.Merge(other._diskWrite);
        _networkReceive.Merge(other._networkReceive);
        _networkTransmit.Merge(other._networkTransmit);
        if (other.ModelLoads is not null)
            (ModelLoads ??= new()).Merge(other.ModelLoads);
    }

    public void Write(StateWriter writer)
    {
        _memoryRatio.Write(writer);
        _memoryUsed.Write(writer);
        _diskRead.Write(writer);
        _diskWrite.Write(writer);
        _networkReceive.Write(writer);
        _networkTransmit.Write(writer);
        writer.Optional(ModelLoads, HistogramCodec.Write);
    }

    public static HostAggregate Read(ref StateReader reader) => new()
    {
        _memoryRatio = MeanSum.Read(ref reader),
        _memoryUsed = SummedGauge.Read(ref reader),
        _diskRead = SummedGauge.Read(ref reader),
        _diskWrite = SummedGauge.Read(ref reader),
        _networkReceive = SummedGauge.Read(ref reader),
        _networkTransmit = SummedGauge.Read(ref reader),
        ModelLoads = reader.Optional(HistogramCodec.Read),
    };
}
