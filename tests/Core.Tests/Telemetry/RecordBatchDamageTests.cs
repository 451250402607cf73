using FsCheck;
using FsCheck.Fluent;
using Plimsoll.Telemetry;

namespace Plimsoll.Core.Tests.Telemetry;

public class RecordBatchDamageTests
{
    private const int Seed = 20261101;

    [Fact]
    public void Batch_cut_at_any_byte_is_found_out() => Prop.ForAll<int>(seed =>
    {
        var batch = Batch(seed, rows: 6);
        for (var length = 0; length < batch.Length; length++)
            Assert.NotNull(Exhaust(batch.AsSpan(0, length)));
        Assert.Null(Exhaust(batch));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Bytes_after_the_last_row_are_found_out() =>
        Assert.Equal("2 bytes follow the last of 3 rows", Exhaust([.. Batch(1, rows: 3), 0, 0]));

    [Fact]
    public void Changed_bytes_never_throw() => Prop.ForAll<int>(seed =>
    {
        var random = new System.Random(seed);
        var batch = Batch(seed, rows: 6);
        for (var round = 0; round < 200; round++)
        {
            var changed = batch.ToArray();
            for (var left = random.Next(1, 8); left > 0; left--)
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
            Exhaust(changed);
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Foreign_bytes_behind_a_good_head_never_throw() => Prop.ForAll<byte[]>(bytes =>
    {
        Exhaust(bytes);
        Exhaust([0xB7, 0x01, .. bytes]);
        Exhaust([0xB7, 0x02, 0x01, 0x00, .. bytes]);
        Exhaust([0xB7, 0x01, 0x02, 0x02, 0x01, (byte)'a', 0x01, (byte)'b', 0x01, .. bytes]);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Long_random_rows_never_throw()
    {
        var random = new System.Random(Seed);
        for (var round = 0; round < 2_000; round++)
        {
            var bytes = new byte[random.Next(1, 600)];
            random.NextBytes(bytes);
            bytes[0] = (byte)random.Next(1, 6);
            Exhaust([0xB7, 0x01, 0x03, 0x01, 0x01, (byte)'a', .. bytes]);
        }
    }

    [Fact]
    public void Announced_counts_that_cannot_fit_are_refused_before_memory_is_taken()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var opened = RecordBatchReader.TryOpen([0xB7, 0x02, 0x01, 0xff, 0xff, 0xff, 0xff, 0x07], out _, out var error);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.False(opened);
        Assert.Equal("the head of the record batch does not decode at byte 8 of 8", error);
        Assert.InRange(allocated, 0, 4096);
    }

    [Fact]
    public void Version_of_the_future_is_named()
    {
        Assert.False(RecordBatchReader.TryOpen([0xB7, 0x07, 0x00, 0x00], out _, out var error));
        Assert.Equal("record batch of version 7; this build reads version 2", error);
    }

    [Fact]
    public void Bytes_that_are_no_batch_are_called_that()
    {
        Assert.False(RecordBatchReader.TryOpen("{}"u8, out _, out var error));
        Assert.Equal("not a record batch: it begins with 0x7b, not 0xb7, and has 2 bytes", error);
    }

    [Theory]
    [InlineData(0x0f)]
    [InlineData(0x00)]
    [InlineData(0x51)]
    public void Kind_or_source_that_is_not_known_is_refused(byte first) =>
        Assert.Equal("row 0 of 1 does not decode at byte 6 of 9", Exhaust([0xB7, 0x02, 0x01, 0x00, first, 0x02, 0x00, 0x00, 0x00]));

    [Theory]
    [InlineData(-1)]
    [InlineData(1L << 56)]
    public void Number_that_the_format_cannot_hold_leaves_the_batch_as_it_was(long tokens)
    {
        var writer = new RecordBatchWriter();
        writer.Add(new InferenceRecord { TimestampMs = 5, InputTokens = 1 });
        var before = Batches.ToArray(writer);

        Assert.Throws<ArgumentOutOfRangeException>(() => writer.Add(new InferenceRecord { TimestampMs = 9, InputTokens = tokens }));
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.Add(new InferenceRecord { TimestampMs = -9 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.Add(new InferenceRecord { TimestampMs = 9, TtftMs = double.NaN }));
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.Add(new InferenceRecord { TimestampMs = 9, Embedding = { float.NaN } }));
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.Add(new Feedback { Component = "c", TimestampMs = 9, Rating = double.NaN }));
        Assert.Throws<ArgumentException>(() => writer.Add(new InferenceRecord { TimestampMs = 9, TraceId = "xyz" }));
        Assert.Equal(before, Batches.ToArray(writer));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public void Number_that_is_not_finite_is_refused(double rating)
    {
        var row = new Feedback { Component = "c", TimestampMs = 9, Rating = 4 };
        var batch = Batches.Encode([row]);
        Assert.Null(Exhaust(batch));
        BitConverter.TryWriteBytes(batch.AsSpan(batch.Length - sizeof(double)), rating);

        Assert.Equal("row 0 of 1 does not decode at byte 15 of 15", Exhaust(batch));
    }

    private static byte[] Batch(int seed, int rows)
    {
        var source = new ArbitraryTelemetry(seed);
        return Batches.Encode(Enumerable.Range(0, rows).Select(_ => source.NextRow()));
    }

    /// <summary>Reads all that can be read; null when all of it was good, otherwise what was wrong first.</summary>
    private static string? Exhaust(ReadOnlySpan<byte> batch)
    {
        if (!RecordBatchReader.TryOpen(batch, out var reader, out var error))
            return error;
        var copy = new InferenceRecord();
        string? details = null;
        while (reader.MoveNext())
        {
            if (reader.Kind != TelemetryKind.Inference)
                continue;
            foreach (var stage in reader.Stages)
                Assert.InRange(stage.Name, 0, reader.TextCount - 1);
            Assert.InRange(reader.Inference.Model, -1, reader.TextCount - 1);
            if (!reader.CopyTo(copy, "c"))
                details = "details";
        }
        for (var i = 0; i < reader.TextCount; i++)
            Assert.NotNull(reader.Text(i));
        return reader.Error ?? details;
    }
}
