using Plimsoll.Storage.Journal;
using Plimsoll.Storage.Tests.Faults;
using static Plimsoll.Storage.Tests.Journal.JournalBench;

namespace Plimsoll.Storage.Tests.Journal;

public sealed class SegmentLogFaultTests
{
    private const int IoError = 5;

    private readonly JournalBench _bench = new();

    public static TheoryData<string> Refusals => new("write", "short write", "flush", "create", "flush of the directory");

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Refused_entry_is_not_in_the_journal_and_the_next_one_is(string refusal)
    {
        await using var log = _bench.Open();
        await FillAsync(log, "before");
        Break(refusal);

        Assert.Equal(AppendOutcome.DiskRefused, await AppendAsync(log, "refused", _bench.NowMs));
        Mend();
        await FillAsync(log, "after");

        Assert.Equal(["before", "after"], Texts(log));
        Assert.Equal([1, 3], Sequences(log));
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Refused_entry_stays_away_after_a_kill_even_if_it_could_not_be_cut(string refusal)
    {
        var log = _bench.Open();
        await FillAsync(log, "before");
        Break(refusal, DiskOperation.SetLength);
        Assert.Equal(AppendOutcome.DiskRefused, await AppendAsync(log, "refused", _bench.NowMs));
        _bench.Disk.Before = Refuse(DiskOperation.SetLength);
        await FillAsync(log, "after");

        _bench.Disk = _bench.Disk.AfterKill();
        await using var again = _bench.Open();

        Assert.Equal(["before", "after"], Texts(again));
        Assert.Equal((log.JournalId, false), (again.JournalId, again.Recovery.NewJournal));
        Assert.Empty(again.Recovery.Problems);
    }

    [Fact]
    public async Task Flush_says_that_what_was_queued_before_it_was_refused()
    {
        using var gate = new FlushGate(_bench.Disk);
        await using var log = _bench.Open();
        await FillAsync(log, "opens the segment");
        gate.Close();
        var first = AppendAsync(log, "refused");
        await gate.ReachedAsync();
        var second = AppendAsync(log, "durable");
        var flushed = log.FlushAsync();
        FailNextFlush();
        gate.Open();

        Assert.Equal(AppendOutcome.DiskRefused, await flushed);
        Assert.Equal([AppendOutcome.DiskRefused, AppendOutcome.Durable], await Task.WhenAll(first, second));
        Assert.Equal(["opens the segment", "durable"], Texts(log));
    }

    [Fact]
    public async Task Full_disk_refuses_until_there_is_room_again()
    {
        _bench.Disk.Capacity = 500;
        await using var log = _bench.Open();
        var kept = new List<string>();
        for (var i = 0; i < 20; i++)
        {
            if (await AppendAsync(log, $"{i}".PadRight(100)) == AppendOutcome.Durable)
                kept.Add($"{i}".PadRight(100));
        }
        Assert.InRange(kept.Count, 2, 4);

        _bench.Disk.Capacity = long.MaxValue;
        await FillAsync(log, "room again");

        Assert.Equal([.. kept, "room again"], Texts(log));
        Assert.InRange(_bench.SegmentPaths().Count, 1, 3);
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Room_of_a_refused_entry_is_given_back_at_once(string refusal)
    {
        await using var log = _bench.Open();
        await FillAsync(log, "before");
        Break(refusal);

        await AppendAsync(log, "refused");

        Assert.Equal(log.Bytes, _bench.SegmentPaths().Sum(p => _bench.Disk.Read(p).Length));
    }

    [Fact]
    public async Task Journal_opens_on_a_full_disk_and_serves_what_it_has()
    {
        await using (var log = _bench.Open())
            await FillAsync(log, "kept");
        _bench.Disk.Capacity = 0;

        await using var again = _bench.Open();

        Assert.Equal(["kept"], Texts(again));
        Assert.Equal(AppendOutcome.DiskRefused, await AppendAsync(again, "refused"));
    }

    [Fact]
    public async Task Unexpected_failure_reaches_the_caller_and_the_journal_goes_on()
    {
        await using var log = _bench.Open();
        _bench.Disk.Before = (operation, _) => throw new InvalidOperationException("a bug");

        await Assert.ThrowsAsync<InvalidOperationException>(() => AppendAsync(log, "hit by it"));

        Mend();
        await FillAsync(log, "after");
        Assert.Equal(["after"], Texts(log));
    }

    private static Action<DiskOperation, string> Refuse(params DiskOperation[] refused) => (operation, _) =>
    {
        if (refused.Contains(operation))
            throw new IOException("Input/output error", IoError);
    };

    /// <summary>Makes the next append fail, and other operations with it.</summary>
    private void Break(string refusal, params DiskOperation[] others)
    {
        if (refusal == "short write")
            _bench.Disk.NextWriteKeeps = 10;
        if (refusal is "create" or "flush of the directory")
            _bench.Time.Advance(_bench.Options.Retention);
        _bench.Disk.Before = Refuse(refusal switch
        {
            "write" => [DiskOperation.Write, .. others],
            "flush" => [DiskOperation.Flush, .. others],
            "create" => [DiskOperation.Create, .. others],
            "flush of the directory" => [DiskOperation.FlushDirectory, .. others],
            _ => others,
        });
    }

    private void FailNextFlush() => _bench.Disk.Before = (operation, path) =>
    {
        if (operation != DiskOperation.Flush)
            return;
        Mend();
        throw new IOException("Input/output error", IoError);
    };

    private void Mend() => _bench.Disk.Before = null;
}
