using System.Buffers;
using System.Text;
using System.Text.Json;
using Plimsoll.Gateway.Ingest;
using Plimsoll.Gateway.Ingest.Json;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Tests.Ingest.Json.Plain;

public sealed class PlainRecordReaderTests
{
    private readonly RecordDecoder _decoder = new(new JsonStrings(Decoding.Hash), maxLabels: 32);

    [Fact]
    public void What_is_read_plainly_is_what_the_general_decoder_reads()
    {
        var random = new Random(7);
        var plain = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var line = Encoding.UTF8.GetBytes(RandomRecords.Line(random));
            if (!_decoder.TryDecodePlain(line, out var length))
                continue;
            plain++;
            var read = Encoded(_decoder.Record);
            var rejection = DecodeGenerally(line);
            Assert.True(rejection is null, $"{Encoding.UTF8.GetString(line)}: {rejection}");
            Assert.True(read.AsSpan().SequenceEqual(Encoded(_decoder.Record)), Encoding.UTF8.GetString(line));
            Assert.Equal(line.Length, length);
        }
        Assert.InRange(plain, 4_000, 16_000);
    }

    [Theory]
    [InlineData("""{"component":"c","timestamp":1772616600000,"ttft_ms":12.5}""")]
    [InlineData("""{"timestamp":"2026-03-04T09:30:00Z","component":"c","input_tokens":12}""")]
    [InlineData("""{ "component" : "c" , "timestamp": 1772616600000, "output_tokens": 0, "error_type": null }""")]
    [InlineData("""{"component":"c","timestamp":1772616600000,"user_id":"u","stages":[{"name":"a","ms":1},{"name":"b","ms":2.5}]}""")]
    public void A_plain_record_is_read_plainly(string line) =>
        Assert.True(_decoder.TryDecodePlain(Encoding.UTF8.GetBytes(line), out _));

    [Theory]
    [InlineData("""{"component":"c","timestamp":1772616600000,"ttft_ms":01}""")]
    [InlineData("""{"component":"c","timestamp":1772616600000,"ttft_ms":1.}""")]
    [InlineData("""{"component":"c","timestamp":1772616600000,"ttft_ms":.5}""")]
    [InlineData("""{"component":"c","timestamp":1772616600000,"ttft_ms":-1}""")]
    [InlineData("""{"component":"c","timestamp":1772616600000,"ttft_ms":1e3}""")]
    [InlineData("""{"component":"c","timestamp":1772616600000,"ttft_ms":12345678901234567}""")]
    [InlineData("""{"component":"c","timestamp":1772616600000,"ttft_ms":1,"ttft_ms":2}""")]
    [InlineData("""{"component":"c","timestamp":1772616600000,"ttft_ms":1 2}""")]
    [InlineData("""{"component":"c","timestamp":1772616600000,"ttft_ms":1""")]
    [InlineData("""{"component":"c","timestamp":1772616600000,"unheard_of":1}""")]
    [InlineData("""{"component":"\u0063","timestamp":1772616600000}""")]
    [InlineData("""{"component":"ü","timestamp":1772616600000}""")]
    [InlineData("""{"component":"c","timestamp":0}""")]
    [InlineData("""{"component":"c"}""")]
    [InlineData("""{"component":"c","timestamp":1772616600000,"stages":[]}""")]
    [InlineData("{}")]
    [InlineData("")]
    public void Anything_else_is_left_to_the_general_decoder(string line) =>
        Assert.False(_decoder.TryDecodePlain(Encoding.UTF8.GetBytes(line), out _));

    private Rejection? DecodeGenerally(byte[] line)
    {
        var reader = new Utf8JsonReader(line);
        reader.Read();
        var rejection = _decoder.Decode(ref reader, new IgnoredFields());
        Assert.False(reader.Read());
        return rejection;
    }

    private static byte[] Encoded(InferenceRecord record)
    {
        var writer = new RecordBatchWriter();
        writer.Add(record);
        var bytes = new ArrayBufferWriter<byte>();
        writer.WriteTo(bytes);
        return bytes.WrittenSpan.ToArray();
    }
}
