using Plimsoll.Gateway.Pipeline;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Tests.Pipeline;

/// <summary>Small records and batches.</summary>
internal static class Rows
{
    public const long NowMs = 1_790_000_000_000;

    public static readonly KeyedHash Hash = new("0123456789abcdef"u8);

    public static InferenceRecord Record(string component, string? id, long inputTokens = 1, long atMs = NowMs) =>
        new() { Component = component, RequestId = id, TimestampMs = atMs, InputTokens = inputTokens, OutputTokens = 2, TotalLatencyMs = 3.5 };

    public static IngestBatch Batch(params InferenceRecord[] records)
    {
        var batch = new IngestBatch(Hash);
        foreach (var record in records)
            batch.Add(record);
        return batch;
    }

    /// <summary>Request ids of an encoded batch, in order.</summary>
    public static List<string?> Ids(ReadOnlySpan<byte> batch)
    {
        Assert.True(RecordBatchReader.TryOpen(batch, out var reader, out var error), error);
        var ids = new List<string?>();
        while (reader.MoveNext())
        {
            var record = new InferenceRecord();
            reader.CopyTo(record, "any");
            ids.Add(record.RequestId);
        }
        Assert.Null(reader.Error);
        return ids;
    }
}
