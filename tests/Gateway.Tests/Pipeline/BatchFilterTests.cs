using System.Buffers;
using Plimsoll.Gateway.Pipeline;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Tests.Pipeline;

public sealed class BatchFilterTests
{
    [Fact]
    public void Rows_that_are_left_out_are_missing_and_the_others_are_whole()
    {
        var output = new RecordBatchWriter();
        BatchFilter.Copy(Batch("aaaa", "bbbb", "cccc"), "chat", [1], output);
        Assert.Equal(["aaaa", "cccc"], RequestIds(Bytes(output)));
    }

    [Fact]
    public void A_row_whose_details_do_not_decode_is_never_copied_in_part()
    {
        var batch = Batch("aaaa", "bbbb");
        var id = batch.AsSpan().IndexOf("bbbb"u8);
        Assert.Equal(4, batch[id - 1]);
        batch[id - 1] = 3;
        var failure = Assert.Throws<InvalidOperationException>(() => BatchFilter.Copy(batch, "chat", [], new RecordBatchWriter()));
        Assert.DoesNotContain("bbb", failure.Message, StringComparison.Ordinal);
    }

    private static byte[] Batch(params string[] ids)
    {
        var writer = new RecordBatchWriter();
        foreach (var id in ids)
            writer.Add(new InferenceRecord { Component = "chat", TimestampMs = 1_763_000_000_000, RequestId = id, InputTokens = 5 });
        return Bytes(writer);
    }

    private static byte[] Bytes(RecordBatchWriter writer)
    {
        var bytes = new ArrayBufferWriter<byte>();
        writer.WriteTo(bytes);
        return bytes.WrittenSpan.ToArray();
    }

    private static List<string?> RequestIds(byte[] batch)
    {
        Assert.True(RecordBatchReader.TryOpen(batch, out var reader, out _));
        var ids = new List<string?>();
        var record = new InferenceRecord();
        while (reader.MoveNext())
        {
            Assert.True(reader.CopyTo(record, "chat"));
            ids.Add(record.RequestId);
        }
        return ids;
    }
}
