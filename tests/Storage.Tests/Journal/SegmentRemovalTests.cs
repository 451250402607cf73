using Plimsoll.Storage.Journal;
using Plimsoll.Storage.Tests.Faults;
using Plimsoll.Support;
using static Plimsoll.Storage.Tests.Journal.JournalBench;

namespace Plimsoll.Storage.Tests.Journal;

public sealed class SegmentRemovalTests
{
    private static readonly string Payload = new('x', 100);

    private readonly JournalBench _bench = new();

    public SegmentRemovalTests() =>
        _bench.Options = _bench.Options with { SegmentBytes = 150, Retention = TimeSpan.FromHours(24) };

    [Fact]
    public async Task Covered_segments_stay_for_the_retention()
    {
        await using var log = await OpenWithAsync(5);
        _bench.Time.Advance(TimeSpan.FromHours(24));

        Assert.Equal(0, log.RemoveCovered(6));

        _bench.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(4, log.RemoveCovered(6));
        Assert.Equal([5], Sequences(log));
    }

    [Fact]
    public async Task Segments_that_are_not_covered_stay_however_old()
    {
        await using var log = await OpenWithAsync(5);
        _bench.Time.Advance(TimeSpan.FromDays(400));

        Assert.Equal(0, log.RemoveCovered(1));
        Assert.Equal(2, log.RemoveCovered(3));
        Assert.Equal([3, 4, 5], Sequences(log));
    }

    [Fact]
    public async Task Journal_without_room_is_full_until_something_is_covered()
    {
        _bench.Options = _bench.Options with { MaxBytes = 1_000 };
        await using var log = _bench.Open();
        var durable = 0;
        while (await AppendAsync(log, Payload, _bench.NowMs) == AppendOutcome.Durable)
            durable++;
        Assert.InRange(durable, 3, 8);
        Assert.InRange(log.Bytes, 500, 1_100);

        log.RemoveCovered(3);
        var after = log.Append(new byte[100], _bench.NowMs);

        Assert.Equal((durable + 1, AppendOutcome.Durable), (after.Sequence, await after.Durable));
        Assert.True(log.Bytes <= 1_000);
        Assert.DoesNotContain(1, Sequences(log));
    }

    [Fact]
    public async Task Room_is_made_from_the_oldest_covered_segment_on_and_no_more_than_needed()
    {
        _bench.Options = _bench.Options with { MaxBytes = 1_000 };
        await using var log = await OpenWithAsync(5);
        log.RemoveCovered(5);

        Assert.Equal(AppendOutcome.Durable, await AppendAsync(log, Payload, _bench.NowMs));

        Assert.Equal([2, 3, 4, 5, 6], Sequences(log));
    }

    [Fact]
    public async Task Identity_and_sequences_survive_removal_of_all_that_was_written_and_a_power_cut()
    {
        Guid id;
        await using (var log = await OpenWithAsync(5))
        {
            id = log.JournalId;
            _bench.Time.Advance(TimeSpan.FromDays(2));
            await Eventually.TrueAsync(() => log.RemoveCovered(6) >= 0 && Sequences(log).Count == 0, "the journal is empty");
            Assert.Single(_bench.SegmentPaths());
        }
        _bench.Disk = _bench.Disk.AfterPowerCut();

        await using var again = _bench.Open();
        await FillAsync(again, "next");

        Assert.Equal((id, false), (again.JournalId, again.Recovery.NewJournal));
        Assert.Empty(again.Recovery.Problems);
        Assert.True(Assert.Single(Sequences(again)) >= 6);
    }

    [Fact]
    public async Task Segment_takes_entries_for_a_twenty_fourth_of_the_retention()
    {
        _bench.Options = _bench.Options with { SegmentBytes = 1 << 20 };
        await using var log = await OpenWithAsync(2);
        Assert.Single(_bench.SegmentPaths());
        _bench.Time.Advance(TimeSpan.FromMinutes(61));

        await AppendAsync(log, Payload, _bench.NowMs);

        Assert.Equal(2, _bench.SegmentPaths().Count);
        Assert.Equal([1, 2, 3], Sequences(log));
    }

    [Fact]
    public async Task Entries_received_long_ago_share_segments_as_they_would_have_then()
    {
        _bench.Options = _bench.Options with { SegmentBytes = 1 << 20 };
        await using var log = _bench.Open();
        var yesterday = _bench.NowMs - (long)TimeSpan.FromDays(1).TotalMilliseconds;

        for (var minute = 0; minute < 180; minute++)
            await AppendAsync(log, Payload, yesterday + (minute * 60_000L));

        Assert.Equal(3, _bench.SegmentPaths().Count);
    }

    [Fact]
    public async Task Reader_leaves_out_what_is_removed_under_it()
    {
        await using var log = await OpenWithAsync(6);
        _bench.Time.Advance(TimeSpan.FromDays(2));
        using var reader = log.ReadFrom(1).GetEnumerator();
        Assert.True(reader.MoveNext());

        Assert.Equal(4, log.RemoveCovered(5));

        Assert.True(reader.MoveNext());
        Assert.Equal(5, reader.Current.Sequence);
    }

    [Fact]
    public async Task Segment_that_cannot_be_deleted_is_tried_again()
    {
        await using var log = await OpenWithAsync(4);
        _bench.Time.Advance(TimeSpan.FromDays(2));
        _bench.Disk.Before = (operation, _) =>
        {
            if (operation == DiskOperation.Delete)
                throw new IOException("Input/output error");
        };
        Assert.Equal(0, log.RemoveCovered(4));

        _bench.Disk.Before = null;

        Assert.Equal(3, log.RemoveCovered(4));
        Assert.Equal([4], Sequences(log));
    }

    /// <summary>A journal with a segment for each entry, all received now.</summary>
    private async Task<SegmentLog> OpenWithAsync(int entries)
    {
        var log = _bench.Open();
        for (var i = 0; i < entries; i++)
            Assert.Equal(AppendOutcome.Durable, await AppendAsync(log, Payload, _bench.NowMs));
        return log;
    }
}
