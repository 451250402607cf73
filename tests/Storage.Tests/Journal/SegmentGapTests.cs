using Plimsoll.Storage.Journal;
using Plimsoll.Storage.Tests.Faults;
using Plimsoll.Support;
using static Plimsoll.Storage.Tests.Journal.JournalBench;

namespace Plimsoll.Storage.Tests.Journal;

/// <summary>Refused entries leave gaps in the sequences.</summary>
public sealed class SegmentGapTests
{
    private readonly JournalBench _bench = new();

    [Fact]
    public async Task Segment_that_got_no_entry_lends_its_name_to_no_other()
    {
        _bench.Options = _bench.Options with { SegmentBytes = 64 };
        var log = _bench.Open();
        await FillAsync(log, "before");
        FailWrite(2);
        Assert.Equal(AppendOutcome.DiskRefused, await AppendAsync(log, "refused"));
        Assert.Equal(2, _bench.SegmentPaths().Count);

        _bench.Disk = _bench.Disk.AfterKill();
        await using var again = _bench.Open();
        await FillAsync(again, "after");

        Assert.Equal(3, _bench.SegmentPaths().Count);
        Assert.Equal([1, 3], Sequences(again));
        Assert.Empty(again.Recovery.Problems);
    }

    [Fact]
    public async Task Refusals_leave_no_files_behind_and_what_follows_survives_reopening()
    {
        _bench.Options = _bench.Options with { SegmentBytes = 64 };
        await using (var log = _bench.Open())
        {
            await FillAsync(log, "before");
            _bench.Disk.Capacity = log.Bytes + SegmentHeader.Size + 10;
            for (var i = 0; i < 50; i++)
                Assert.Equal(AppendOutcome.DiskRefused, await AppendAsync(log, "refused"));
            Assert.Equal(2, _bench.SegmentPaths().Count);

            _bench.Disk.Capacity = long.MaxValue;
            await FillAsync(log, "after");
        }

        await using var again = _bench.Open();

        Assert.Equal(["before", "after"], Texts(again));
        Assert.Equal([1, 52], Sequences(again));
        Assert.Equal((0L, false), (again.Recovery.CutBytes, again.Recovery.NewJournal));
        Assert.Empty(again.Recovery.Problems);
    }

    [Fact]
    public async Task Journal_that_idles_after_a_refusal_loses_nothing_that_comes_later()
    {
        await using (var log = _bench.Open())
        {
            await FillAsync(log, "before");
            FailWrite(1);
            Assert.Equal(AppendOutcome.DiskRefused, await AppendAsync(log, "refused"));
            _bench.Time.Advance(TimeSpan.FromDays(2));
            log.RemoveCovered(2);
            await Eventually.TrueAsync(() => log.RemoveCovered(2) == 1, "the old segment is removed");
            Assert.Equal(AppendOutcome.Durable, await AppendAsync(log, "after", _bench.NowMs));
        }

        await using var again = _bench.Open();

        Assert.Equal(["after"], Texts(again));
        Assert.Equal((0L, false), (again.Recovery.CutBytes, again.Recovery.NewJournal));
    }

    /// <summary>Makes a write to come fail, and only that one.</summary>
    private void FailWrite(int nth)
    {
        var writes = 0;
        _bench.Disk.Before = (operation, _) =>
        {
            if (operation == DiskOperation.Write && ++writes == nth)
                throw new IOException("Input/output error");
        };
    }
}
