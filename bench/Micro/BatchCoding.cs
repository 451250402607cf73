using System.Buffers;
using BenchmarkDotNet.Attributes;
using Plimsoll.Telemetry;

namespace Plimsoll.Bench.Micro;

/// <summary>A record into the binary batch and out of it again.</summary>
public class BatchCoding
{
    private const int Rows = 100;

    private readonly RecordBatchWriter _writer = new();
    private readonly InferenceRecord _record = new()
    {
        RequestId = "0192d3c4-7a00-7000-8000-00000000002a",
        Component = "model-00",
        Model = "m",
        ModelVersion = "3",
        TimestampMs = 1_773_000_000_000,
        InputTokens = 600,
        OutputTokens = 150,
        CachedInputTokens = 200,
        TtftMs = 150.017,
        TpotMs = 12.25,
        TotalLatencyMs = 2500.125,
        QueueMs = 20.5,
        PrefillMs = 120.75,
        DecodeMs = 1800.625,
        Stages = { new Stage("tokenize", 1.5), new Stage("guard", 8.25) },
    };

    private byte[] _batch = [];

    [GlobalSetup]
    public void Setup()
    {
        Encode();
        var bytes = new ArrayBufferWriter<byte>();
        _writer.WriteTo(bytes);
        _batch = bytes.WrittenSpan.ToArray();
    }

    [Benchmark(OperationsPerInvoke = Rows)]
    public int Encode()
    {
        _writer.Clear();
        for (var i = 0; i < Rows; i++)
            _writer.Add(_record);
        return _writer.ByteCount;
    }

    [Benchmark(OperationsPerInvoke = Rows)]
    public long Decode()
    {
        RecordBatchReader.TryOpen(_batch, out var reader, out _);
        long tokens = 0;
        while (reader.MoveNext())
            tokens += reader.Inference.OutputTokens;
        return tokens;
    }
}
