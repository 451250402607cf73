using Plimsoll.Configuration;
using Plimsoll.Gateway.Ingest.Bodies;

namespace Plimsoll.Gateway.Ingest.RemoteWrite;

/// <summary>Turns a prometheus.WriteRequest into rows. Not thread-safe.</summary>
internal sealed class WriteRequestDecoder(RemoteWriteOptions options, ReplicaFilter replicas, LastGauges lastGauges, int maxSamples)
{
    private const int SeriesField = 1;

    private readonly LabelTable _table = new();
    private readonly OwnerLabels _owners = new(options);
    private readonly GaugeBatch _gauges = new(lastGauges);

    /// <summary>What became of the samples of the last request.</summary>
    public SampleFates Fates { get; } = new();

    /// <summary>Null unless the request as a whole cannot be taken.</summary>
    public Refusal? Read(ReadOnlySpan<byte> body, RowSink sink, IngestReport report)
    {
        Fates.Clear();
        _gauges.Clear();
        replicas.Begin();
        var samples = 0;
        var request = new ProtoReader(body);
        for (var index = 0; request.Next();)
        {
            if (!request.Is(SeriesField, ProtoType.Bytes))
                continue;
            if (SeriesMessage.Read(request.Bytes, _table, out var count) is { } problem)
                return Malformed($"timeseries[{index}]: {problem}");
            samples += count;
            if (samples > maxSamples)
                return TooMany();
            if (!TryAdd(request.Bytes, count))
                return Malformed($"timeseries[{index}]: a sample is cut short or is no message");
            index++;
        }
        if (request.Malformed)
            return Malformed("the message is cut short or is none");
        _gauges.Flush(sink, report);
        return null;
    }

    /// <summary>False when a sample is malformed.</summary>
    private bool TryAdd(ReadOnlySpan<byte> series, int samples)
    {
        var labels = new SeriesLabels(series, _table);
        if (!Gauges.TryFind(_owners.Text(labels.Find("__name__"u8)), out var gauge, out var factor))
            return Leave(SampleFate.UnknownName, samples);
        if (replicas.Judge(labels) is not HaVerdict.Elected and var verdict)
            return Leave(verdict == HaVerdict.OtherReplica ? SampleFate.OtherReplica : SampleFate.TooManyClusters, samples);
        if (_owners.Component(labels) is not { } component)
            return Leave(SampleFate.NoComponent, samples);
        var owner = new GaugeOwner(component, _owners.Copy(labels), gauge.IsOfGpu() ? _owners.Gpu(labels) : null);
        return TryAddGauge(series, owner, gauge, factor);
    }

    private bool TryAddGauge(ReadOnlySpan<byte> series, GaugeOwner owner, Gauge gauge, double factor)
    {
        var samples = new SampleReader(series);
        while (samples.Next())
        {
            if (samples.IsStaleMarker)
                lastGauges.Forget(owner, gauge);
            else if (!double.IsNaN(samples.Value))
                _gauges.Add(owner, gauge, samples.TimestampMs, samples.Value * factor);
            Fates.Count(samples.IsStaleMarker ? SampleFate.StaleMarker : double.IsNaN(samples.Value) ? SampleFate.NotANumber : SampleFate.Mapped);
        }
        return !samples.Malformed;
    }

    private bool Leave(SampleFate fate, int samples)
    {
        Fates.Count(fate, samples);
        return true;
    }

    private static Refusal Malformed(string what) => new(StatusCodes.Status400BadRequest, "malformed_remote_write",
        $"The body is no prometheus.WriteRequest: {what}; nothing of it was taken.");

    private Refusal TooMany() => new(StatusCodes.Status413PayloadTooLarge, "too_many_rows",
        $"The request has more than {maxSamples} samples (ingest.max_records_per_request); nothing of it was taken. Lower max_samples_per_send.");
}
