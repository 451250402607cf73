using Plimsoll.Gateway.Pipeline;
using Plimsoll.Support;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Tests.Pipeline;

public class IngestBatchTests
{
    private readonly Backlog _backlog = new();
    private readonly DedupWindow _window = new(TimeSpan.FromMinutes(10), 1000, new ManualTimeProvider(DateTimeOffset.UnixEpoch));

    [Fact]
    public void Rows_are_encoded_per_component_in_the_order_they_came()
    {
        var batch = Rows.Batch(Rows.Record("b", "1"), Rows.Record("a", "2"), Rows.Record("b", "3"));

        var entry = batch.Encode(_backlog);

        Assert.Equal(3, batch.Count);
        Assert.Equal(["b", "a"], entry.Parts.Select(p => p.Component));
        Assert.Equal(["1", "3"], Rows.Ids(entry.Parts[0].Batch.Span));
        Assert.Equal(["2"], Rows.Ids(entry.Parts[1].Batch.Span));
    }

    [Fact]
    public void Journal_entry_holds_the_same_parts_and_a_key_for_each_row_that_has_an_id()
    {
        var batch = Rows.Batch(Rows.Record("a", "1"), Rows.Record("a", null), Rows.Record("b", "1"));
        var entry = batch.Encode(_backlog);
        var journalled = batch.JournalBytes.ToArray();

        var parts = new List<JournalPart>();
        var keys = new List<UInt128>();
        Assert.True(JournalEntry.TryReadParts(journalled, parts, out _));
        Assert.True(JournalEntry.TryReadDedupKeys(journalled, keys, out _));

        Assert.Equal(entry.Parts.Select(p => p.Batch.ToArray()), parts.Select(p => p.Batch.ToArray()));
        Assert.Equal(2, keys.Distinct().Count());
    }

    [Fact]
    public void Duplicates_are_left_out_wherever_they_stand()
    {
        Rows.Batch(Rows.Record("a", "2"), Rows.Record("c", "9")).Reserve(_window);
        var batch = Rows.Batch(
            Rows.Record("a", "1"), Rows.Record("a", "2"), Rows.Record("b", "2"), Rows.Record("c", "9"), Rows.Record("a", "1"), Rows.Record("a", null), Rows.Record("a", null));
        var entry = batch.Encode(_backlog);

        Assert.Equal(3, batch.Reserve(_window));
        entry = batch.WithoutDuplicates(entry, _backlog);

        Assert.Equal(["a", "b"], entry.Parts.Select(p => p.Component));
        Assert.Equal(["1", null, null], Rows.Ids(entry.Parts[0].Batch.Span));
        Assert.Equal(["2"], Rows.Ids(entry.Parts[1].Batch.Span));
    }

    [Fact]
    public void Rows_of_every_kind_survive_the_removal_of_a_duplicate()
    {
        Rows.Batch(Rows.Record("a", "1")).Reserve(_window);
        var batch = Rows.Batch(Rows.Record("a", "1"), Rows.Record("a", "2", inputTokens: 77));
        batch.Add(new GpuSample { Component = "a", Gpu = "g", TimestampMs = Rows.NowMs, UtilizationRatio = 0.5 });
        batch.Add(new EngineSample { Component = "a", TimestampMs = Rows.NowMs, RequestsRunning = 4 });
        batch.Add(new Feedback { Component = "a", TimestampMs = Rows.NowMs, Rating = 5 });
        batch.Add(new Outcome { Component = "a", TimestampMs = Rows.NowMs, Success = true });
        var entry = batch.Encode(_backlog);
        batch.Reserve(_window);

        var kept = batch.WithoutDuplicates(entry, _backlog).Parts.Single().Batch;

        Assert.True(RecordBatchReader.TryOpen(kept.Span, out var reader, out _));
        Assert.True(reader.MoveNext());
        Assert.Equal(77, reader.Inference.InputTokens);
        Assert.True(reader.MoveNext());
        Assert.Equal(0.5, reader.ReadGpu("a").UtilizationRatio);
        Assert.True(reader.MoveNext());
        Assert.Equal(4, reader.ReadEngine("a").RequestsRunning);
        Assert.True(reader.MoveNext());
        Assert.Equal(5, reader.ReadFeedback("a").Rating);
        Assert.True(reader.MoveNext());
        Assert.True(reader.ReadOutcome("a").Success);
        Assert.False(reader.MoveNext());
    }

    [Fact]
    public void Cleared_batch_is_as_new()
    {
        var batch = Rows.Batch(Rows.Record("a", "1"), Rows.Record("b", "2"));
        batch.Encode(_backlog);
        batch.Clear();
        batch.Add(Rows.Record("b", "3"));

        var entry = batch.Encode(_backlog);

        Assert.Equal(1, batch.Count);
        Assert.Equal("b", entry.Parts.Single().Component);
        Assert.Equal(["3"], Rows.Ids(entry.Parts[0].Batch.Span));
    }

    [Fact]
    public void Backlog_counts_an_entry_until_its_last_holder_lets_go()
    {
        var entry = Rows.Batch(Rows.Record("a", "1")).Encode(_backlog);
        Assert.Equal(entry.ByteCount, _backlog.Bytes);
        entry.Hold();
        entry.Release();
        Assert.True(_backlog.Bytes > 0);
        entry.Release();
        Assert.Equal(0, _backlog.Bytes);
    }
}
