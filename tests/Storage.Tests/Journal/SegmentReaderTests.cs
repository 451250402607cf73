using static Plimsoll.Storage.Tests.Journal.JournalBench;

namespace Plimsoll.Storage.Tests.Journal;

public sealed class SegmentReaderTests
{
    private readonly JournalBench _bench = new();

    [Fact]
    public async Task Segment_ends_at_its_size_and_reading_crosses_over()
    {
        _bench.Options = _bench.Options with { SegmentBytes = 200 };
        await using (var log = _bench.Open())
            await FillAsync(log, [.. Enumerable.Range(1, 20).Select(i => $"entry {i}, made long enough")]);

        await using var again = _bench.Open();

        Assert.InRange(_bench.SegmentPaths().Count, 5, 20);
        Assert.Equal(20, again.Recovery.Entries);
        Assert.Empty(again.Recovery.Problems);
        for (var from = 1; from <= 21; from++)
            Assert.Equal(Enumerable.Range(from, 21 - from).Select(i => (long)i), Sequences(again, from));
    }

    [Fact]
    public async Task Reading_may_begin_anywhere_in_a_large_segment()
    {
        await using var log = _bench.Open();
        var large = new string('x', 300_000);
        await FillAsync(log, [.. Enumerable.Repeat(large, 30)]);

        for (var from = 1; from <= 30; from++)
            Assert.Equal(from, log.ReadFrom(from).First().Sequence);
    }

    [Fact]
    public async Task Reading_while_appending_gives_a_prefix_without_gaps()
    {
        _bench.Options = _bench.Options with { SegmentBytes = 500 };
        await using var log = _bench.Open();
        var appending = Task.Run(() => FillAsync(log, [.. Enumerable.Range(1, 300).Select(i => $"{i}")]));

        while (!appending.IsCompleted)
        {
            var texts = Texts(log);
            Assert.Equal(Enumerable.Range(1, texts.Count).Select(i => $"{i}"), texts);
        }
        await appending;

        Assert.Equal(300, Texts(log).Count);
    }
}
