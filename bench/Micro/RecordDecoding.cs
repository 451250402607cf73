using BenchmarkDotNet.Attributes;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Ingest;
using Plimsoll.Gateway.Ingest.Json;
using Plimsoll.Telemetry;

namespace Plimsoll.Bench.Micro;

/// <summary>From the bytes of a body to rows encoded per component; time and allocations per record.</summary>
public class RecordDecoding
{
    private readonly byte[] _body = SampleRecords.Lines(1_773_000_000_000);
    private readonly NoPipeline _pipeline = new();
    private ObjectDecoder _decoder = null!;

    [GlobalSetup]
    public void Setup()
    {
        _decoder = new DecoderPool(new IngestOptions(), _pipeline).Rent(TelemetryKind.Inference);
        Console.WriteLine($"// body of {_body.Length} bytes, {SampleRecords.Count} records");
    }

    [Benchmark(OperationsPerInvoke = SampleRecords.Count)]
    public int DecodeOnly()
    {
        var rest = _body.AsSpan();
        var rows = 0;
        while (!rest.IsEmpty && _decoder.TryDecodePlain(rest, out var length))
        {
            rest = rest[(length + 1)..];
            rows++;
        }
        return rows;
    }

    [Benchmark(OperationsPerInvoke = SampleRecords.Count)]
    public int DecodeValidateEncode()
    {
        var batch = _pipeline.Rent();
        var report = new IngestReport();
        JsonRows.Read(_body, lines: true, _decoder, new RowSink(_pipeline, batch), report, int.MaxValue);
        var rows = batch.Count;
        _pipeline.Return(batch);
        return rows;
    }
}
