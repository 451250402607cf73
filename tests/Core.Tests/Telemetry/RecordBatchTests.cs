using FsCheck;
using FsCheck.Fluent;
using Plimsoll.Telemetry;

namespace Plimsoll.Core.Tests.Telemetry;

public class RecordBatchTests
{
    private static readonly ArbitraryTelemetry Any = new(1);

    [Fact]
    public void Every_field_of_every_kind_comes_back() => ForAnyRows(rows =>
        Assert.Equal(Batches.Describe(rows), Batches.Decode(Batches.Encode(rows))));

    [Fact]
    public void Rows_do_not_depend_on_their_neighbours() => ForAnyRows(rows =>
    {
        var alone = rows.SelectMany(row => Batches.Decode(Batches.Encode([row]))).Order(StringComparer.Ordinal);
        rows.Reverse();

        Assert.Equal(alone, Batches.Decode(Batches.Encode(rows)).Order(StringComparer.Ordinal));
    });

    [Fact]
    public void Size_is_known_before_it_is_written() => ForAnyRows(rows =>
    {
        var writer = new RecordBatchWriter();
        Assert.All(rows, row =>
        {
            Batches.Add(writer, row);
            Assert.Equal(Batches.ToArray(writer).Length, writer.ByteCount);
        });
        Assert.Equal(rows.Count, writer.Count);
    });

    [Fact]
    public void Cleared_writer_writes_what_a_new_one_writes() => ForAnyRows(rows =>
    {
        var used = new RecordBatchWriter();
        Batches.Add(used, Any.NextRow());
        used.Clear();
        rows.ForEach(row => Batches.Add(used, row));

        Assert.Equal(Batches.Encode(rows), Batches.ToArray(used));
    });

    [Fact]
    public void Batch_without_rows_is_a_batch() => Assert.Empty(Batches.Decode(Batches.Encode([])));

    [Fact]
    public void Latencies_are_rounded_to_the_nanosecond()
    {
        var record = Record();
        (record.TtftMs, record.TotalLatencyMs) = (0.1234564, 2.5000006);
        record.Stages.Add(new Stage("retrieve", 1.0000009));

        var copy = Copy(record);

        Assert.Equal((0.123456, 2.500001), (copy.TtftMs, copy.TotalLatencyMs));
        Assert.Equal([new Stage("retrieve", 1.000001)], copy.Stages);
    }

    [Fact]
    public void Aggregates_see_absent_values_as_minus_one()
    {
        Assert.True(RecordBatchReader.TryOpen(Batches.Encode([Record()]), out var reader, out _));
        Assert.True(reader.MoveNext());
        ref readonly var row = ref reader.Inference;

        Assert.All([row.InputTokens, row.OutputTokens, row.CachedInputTokens], value => Assert.Equal(-1, value));
        Assert.All([row.TtftNs, row.TpotNs, row.TotalNs, row.QueueNs, row.PrefillNs, row.DecodeNs], value => Assert.Equal(-1, value));
        Assert.All([row.Model, row.ModelVersion, row.PromptVersion, row.Variant, row.Copy], value => Assert.Equal(-1, value));
        Assert.All([row.Endpoint, row.Tenant, row.PromptClass, row.FinishReason, row.ErrorType], value => Assert.Equal(-1, value));
        Assert.Equal((false, false, 0), (row.HasUser, row.HasSession, row.StageCount));
        Assert.Null(reader.Text(row.Model));
    }

    [Fact]
    public void Aggregates_see_values_of_this_row_and_not_of_the_last()
    {
        var (first, second) = (Record(), Record());
        (first.Model, first.TtftMs, first.UserHash, first.InputTokens) = ("m", 1.5, 7, 9);
        first.Stages.Add(new Stage("retrieve", 2));
        (second.FinishReason, second.SessionHash) = ("stop", 8);

        Assert.True(RecordBatchReader.TryOpen(Batches.Encode([first, second]), out var reader, out _));
        Assert.True(reader.MoveNext());
        Assert.Equal(("m", 1_500_000, 9), (reader.Text(reader.Inference.Model), reader.Inference.TtftNs, reader.Inference.InputTokens));
        Assert.Equal((true, 7UL), (reader.Inference.HasUser, reader.Inference.UserHash));
        foreach (var stage in reader.Stages)
            Assert.Equal(("retrieve", 2_000_000), (reader.Text(stage.Name), stage.Ns));
        Assert.True(reader.MoveNext());
        Assert.Equal((-1, -1, false, 0), (reader.Inference.Model, reader.Inference.TtftNs, reader.Inference.HasUser, reader.Inference.StageCount));
        Assert.Equal(("stop", 8UL), (reader.Text(reader.Inference.FinishReason), reader.Inference.SessionHash));
        Assert.False(reader.MoveNext());
    }

    [Fact]
    public void Text_that_rows_share_stands_once_and_is_one_instance()
    {
        var (first, second) = (Record(), Record());
        first.Model = second.Model = first.Tenant = "gpt-oss-20b";

        Assert.True(RecordBatchReader.TryOpen(Batches.Encode([first, second]), out var reader, out _));
        Assert.Equal(1, reader.TextCount);
        Assert.True(reader.MoveNext());
        var model = reader.Text(reader.Inference.Model);
        Assert.True(reader.MoveNext());
        Assert.Same(model, reader.Text(reader.Inference.Model));
    }

    [Fact]
    public void Reading_rows_for_the_aggregates_allocates_nothing()
    {
        var batch = Batches.Encode(Enumerable.Range(0, 500).Select(_ => Any.Record()));
        var least = long.MaxValue;
        // A collection on the way is counted as the thread's own allocation; it does not happen every time.
        for (var time = 0; time < 10; time++)
        {
            Assert.Equal(500, Sum(batch, out var allocated));
            least = Math.Min(least, allocated);
        }

        Assert.Equal(0, least);
    }

    [Fact]
    public void Row_of_another_kind_is_not_handed_out()
    {
        var batch = Batches.Encode([Any.Gpu()]);
        Assert.Throws<InvalidOperationException>(() =>
        {
            RecordBatchReader.TryOpen(batch, out var reader, out _);
            reader.MoveNext();
            return reader.ReadOutcome("c");
        });
    }

    private static void ForAnyRows(Action<List<object>> check) => Prop.ForAll<int>(seed =>
    {
        var source = new ArbitraryTelemetry(seed);
        check([.. Enumerable.Range(0, 20).Select(_ => source.NextRow())]);
    }).QuickCheckThrowOnFailure();

    private static int Sum(byte[] batch, out long allocated)
    {
        Assert.True(RecordBatchReader.TryOpen(batch, out var reader, out _));
        var (rows, total) = (0, 0L);
        var before = GC.GetAllocatedBytesForCurrentThread();
        while (reader.MoveNext())
        {
            rows++;
            total += reader.Inference.TotalNs;
            foreach (var stage in reader.Stages)
                total += stage.Ns;
        }
        allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.NotEqual(0, total);
        return rows;
    }

    private static InferenceRecord Copy(InferenceRecord record)
    {
        Assert.True(RecordBatchReader.TryOpen(Batches.Encode([record]), out var reader, out _));
        Assert.True(reader.MoveNext());
        var copy = new InferenceRecord();
        Assert.True(reader.CopyTo(copy, record.Component));
        return copy;
    }

    private static InferenceRecord Record() => new() { Component = "c", TimestampMs = 1_790_000_000_000 };
}
