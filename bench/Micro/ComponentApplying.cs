using System.Buffers;
using BenchmarkDotNet.Attributes;
using Plimsoll.Components;
using Plimsoll.Gateway.Ingest;
using Plimsoll.Gateway.Ingest.Json;
using Plimsoll.Telemetry;

namespace Plimsoll.Bench.Micro;

/// <summary>What a component does with its rows, and a tick of 1,000 components.</summary>
public class ComponentApplying
{
    private const long StartMs = 1_773_000_000_000;
    private const int Rows = SampleRecords.Count / SampleRecords.Components;

    private readonly Guid _journal = Guid.NewGuid();
    private readonly InferenceComponent _component = new("model-00", ComponentSettings.Default);
    private readonly InferenceComponent[] _fleet = [.. Enumerable.Range(0, 1_000).Select(i => new InferenceComponent($"model-{i}", ComponentSettings.Default))];
    private byte[] _batch = null!;
    private long _sequence;
    private long _tickMs = StartMs + 60_000;

    [GlobalSetup]
    public void Setup()
    {
        var pipeline = new NoPipeline();
        var decoder = new DecoderPool(new(), pipeline).Rent(TelemetryKind.Inference);
        var rows = pipeline.Rent();
        JsonRows.Read(SampleRecords.Lines(StartMs), lines: true, decoder, new RowSink(pipeline, rows), new IngestReport(), int.MaxValue);
        var bytes = new ArrayBufferWriter<byte>();
        rows.Rows[0].Writer.WriteTo(bytes);
        _batch = bytes.WrittenSpan.ToArray();
        foreach (var component in _fleet)
            component.Apply(new DeliveryBatch(_journal, 1, StartMs, _batch));
    }

    [Benchmark(OperationsPerInvoke = Rows)]
    public DeliveryOutcome Apply() => _component.Apply(new DeliveryBatch(_journal, ++_sequence, StartMs, _batch)).Outcome;

    [Benchmark]
    public void TickOf1000Components()
    {
        _tickMs += 1_000;
        foreach (var component in _fleet)
            component.Tick(_tickMs);
    }
}
