using System.Buffers;
using System.Text;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Ingest;
using Plimsoll.Gateway.Ingest.Bodies;
using Plimsoll.Gateway.Ingest.Json;
using Plimsoll.Gateway.Tests.Hosting;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Tests.Ingest.Json;

public class JsonLineStreamTests
{
    private static readonly string[] Odd =
    [
        "", "{\"component\":", "7", "{\"component\":\"chat\",\"input_tokens\":1}",
        "{\"component\":\"chat\",\"timestamp\":1795176000000,\"output_tokens\":-1}",
        "{\"component\":\"chat\",\"timestamp\":1795176000000,\"output_tokens\":1,\"colour\":\"red\"}",
    ];

    [Fact]
    public void Body_cut_anywhere_is_reported_as_one_read_whole()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            var body = Body(random, 600);
            int[] cuts = [.. Enumerable.Range(0, random.Next(12)).Select(_ => random.Next(body.Length)).Order()];
            var (whole, wholeIds, _) = Read(body, [], alone: false);
            foreach (var alone in new[] { false, true })
            {
                var (report, ids, refusal) = Read(body, cuts, alone);
                Assert.Null(refusal);
                Assert.Equal(whole, report);
                Assert.Equal(wholeIds, ids);
            }
        }
    }

    [Fact]
    public void Second_thread_takes_large_pieces_of_a_request_that_is_alone()
    {
        var body = Body(new Random(1), 600);
        using var rig = new Rig(alone: true);
        Feed(rig, body, [body.Length / 2]);

        Assert.Equal(Environment.ProcessorCount > 1 ? 2 : 1, rig.Batch.Halves.Count());
    }

    [Fact]
    public void Row_too_many_in_another_piece_is_seen()
    {
        var body = Body(new Random(2), 600);
        using var rig = new Rig(alone: true, maxRows: 400);

        Assert.Equal("too_many_rows", Feed(rig, body, [body.Length / 2])?.Code);
    }

    private static byte[] Body(Random random, int lines)
    {
        var body = new StringBuilder();
        for (var i = 0; i < lines; i++)
        {
            body.Append(random.Next(10) == 0
                ? Odd[random.Next(Odd.Length)]
                : $$"""{"request_id":"r{{i}}","component":"chat-{{i % 3}}","timestamp":1795176000000,"input_tokens":{{i + 1}},"ttft_ms":{{random.Next(1, 900)}}.5}""");
            body.Append(random.Next(8) == 0 ? "\r\n" : "\n");
        }
        return Encoding.UTF8.GetBytes(body.ToString());
    }

    private static (string Report, List<string?> Ids, Refusal? Refusal) Read(byte[] body, int[] cuts, bool alone)
    {
        using var rig = new Rig(alone);
        var refusal = Feed(rig, body, cuts);
        var json = new ArrayBufferWriter<byte>();
        rig.Report.Write(json, 0, 0);
        var ids = rig.Batch.Halves.SelectMany(half => half.Rows).SelectMany(Ids).Order(StringComparer.Ordinal).ToList();
        return (Encoding.UTF8.GetString(json.WrittenSpan), ids, refusal);
    }

    private static List<string?> Ids(Gateway.Pipeline.ComponentRows rows)
    {
        var bytes = new ArrayBufferWriter<byte>();
        rows.Writer.WriteTo(bytes);
        return Pipeline.Rows.Ids(bytes.WrittenSpan);
    }

    /// <summary>Shows the stream what the body holds up to each cut, and in the end all.</summary>
    private static Refusal? Feed(Rig rig, byte[] body, int[] cuts)
    {
        var stream = rig.Open();
        var from = 0;
        foreach (var cut in cuts)
        {
            if (stream.Read(body.AsSpan(from, int.Max(cut - from, 0)), isFinal: false, out var consumed) is { } early)
                return early;
            from += consumed;
        }
        return stream.Read(body.AsSpan(from), isFinal: true, out _) ?? stream.CompleteAsync().AsTask().GetAwaiter().GetResult();
    }

    private sealed class Rig : IDisposable
    {
        private readonly FakePipeline _pipeline = new(Decoding.Hash);
        private readonly IngestGate _gate;
        private readonly IngestOptions _options;
        private JsonLineStream? _stream;

        public Rig(bool alone, int maxRows = 10_000)
        {
            _options = new IngestOptions { MaxRecordsPerRequest = maxRows };
            _gate = new IngestGate(_options, _pipeline, []);
            for (var requests = alone ? 1 : 2; requests > 0; requests--)
                Assert.Null(_gate.Enter());
            Batch = _pipeline.Rent();
        }

        public Gateway.Pipeline.IngestBatch Batch { get; }

        public IngestReport Report { get; } = new();

        public JsonLineStream Open() => _stream = new JsonLineStream(
            new DecoderPool(_options, new FixedKey()), TelemetryKind.Inference, new RowSink(_pipeline, Batch), Report, _options.MaxRecordsPerRequest, _gate);

        public void Dispose() => _stream?.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    private sealed class FixedKey : Gateway.Hosting.IHashKey
    {
        public KeyedHash Hash => Decoding.Hash;
    }
}
