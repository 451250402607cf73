using System.Text;
using Plimsoll.Storage.Files;
using Plimsoll.Storage.Journal;
using Plimsoll.Storage.Tests.Faults;
using static Plimsoll.Storage.Tests.Journal.JournalBench;

namespace Plimsoll.Storage.Tests.Journal;

public sealed class SegmentLogTests
{
    private readonly JournalBench _bench = new();

    [Fact]
    public async Task Empty_directory_begins_a_new_journal()
    {
        await using var log = _bench.Open();

        Assert.True(log.Recovery.NewJournal);
        Assert.NotEqual(Guid.Empty, log.JournalId);
        Assert.Equal((0L, 0L), (log.LastSequence, log.Bytes));
        Assert.Empty(log.ReadFrom(1));
    }

    [Fact]
    public async Task Entries_are_read_back_with_their_journal_sequence_and_receive_time()
    {
        await using var log = _bench.Open();
        await AppendAsync(log, "one", 1_001);
        await AppendAsync(log, "", 1_002);

        var read = log.ReadFrom(1).Select(e => (e.JournalId, e.Sequence, e.ReceivedMs, Encoding.UTF8.GetString(e.Payload.Span)));

        Assert.Equal([(log.JournalId, 1, 1_001, "one"), (log.JournalId, 2, 1_002, "")], read);
    }

    [Fact]
    public async Task Reopened_journal_goes_on_under_its_id()
    {
        Guid id;
        await using (var log = _bench.Open())
        {
            id = log.JournalId;
            await FillAsync(log, "one", "two");
        }

        await using var again = _bench.Open();
        await FillAsync(again, "three");

        Assert.Equal((id, false), (again.JournalId, again.Recovery.NewJournal));
        Assert.Equal((1, 2L, 0L), (again.Recovery.Segments, again.Recovery.Entries, again.Recovery.CutBytes));
        Assert.Empty(again.Recovery.Problems);
        Assert.Equal(["one", "two", "three"], Texts(again));
        Assert.Equal([1, 2, 3], Sequences(again));
    }

    [Fact]
    public async Task Payload_is_copied_before_append_returns()
    {
        await using var log = _bench.Open();
        var payload = "before"u8.ToArray();
        var pending = log.Append(payload, 1);
        payload.AsSpan().Fill((byte)'x');
        await pending.Durable;

        Assert.Equal(["before"], Texts(log));
    }

    [Fact]
    public async Task Appends_that_arrive_during_a_flush_share_the_next_one()
    {
        using var gate = new FlushGate(_bench.Disk);
        await using var log = _bench.Open();
        await FillAsync(log, "opens the segment");
        gate.Close();
        var first = AppendAsync(log, "first");
        await gate.ReachedAsync();
        var flushes = gate.Flushes;
        var rest = Enumerable.Range(0, 100).Select(i => AppendAsync(log, $"{i}")).ToList();
        gate.Open();

        Assert.All(await Task.WhenAll(rest.Prepend(first)), o => Assert.Equal(AppendOutcome.Durable, o));
        Assert.Equal(1, gate.Flushes - flushes);
        Assert.Equal(102, Texts(log).Count);
    }

    [Fact]
    public async Task Nothing_is_read_or_answered_before_its_flush()
    {
        using var gate = new FlushGate(_bench.Disk);
        await using var log = _bench.Open();
        await FillAsync(log, "durable");
        gate.Close();
        var pending = AppendAsync(log, "on its way");
        await gate.ReachedAsync();
        var flushed = log.FlushAsync();

        Assert.False(pending.IsCompleted);
        Assert.False(flushed.IsCompleted);
        Assert.Equal(["durable"], Texts(log));

        gate.Open();
        Assert.Equal(AppendOutcome.Durable, await pending);
        Assert.Equal(AppendOutcome.Durable, await flushed);
        Assert.Equal(["durable", "on its way"], Texts(log));
    }

    [Fact]
    public async Task Flush_of_an_idle_journal_is_done_at_once()
    {
        await using var log = _bench.Open();

        Assert.Equal(AppendOutcome.Durable, await log.FlushAsync());
    }

    [Fact]
    public async Task Entry_beyond_its_bound_is_refused_with_both_numbers()
    {
        _bench.Options = _bench.Options with { MaxEntryBytes = 10 };
        await using var log = _bench.Open();

        var error = Assert.Throws<ArgumentException>(() => { log.Append(new byte[11], 1); });

        Assert.Contains("11", error.Message, StringComparison.Ordinal);
        Assert.Contains("10", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, log.LastSequence);
    }

    [Fact]
    public async Task Appends_beyond_what_may_wait_are_busy_and_take_no_sequence()
    {
        _bench.Options = _bench.Options with { MaxPendingBytes = 100 };
        using var gate = new FlushGate(_bench.Disk);
        await using var log = _bench.Open();
        await FillAsync(log, "opens the segment");
        gate.Close();
        var writing = AppendAsync(log, "being written");
        await gate.ReachedAsync();
        var waiting = AppendAsync(log, "waits");

        var refused = log.Append(new byte[100], 1);

        Assert.Equal((0L, AppendOutcome.Busy), (refused.Sequence, await refused.Durable));
        gate.Open();
        Assert.Equal([AppendOutcome.Durable, AppendOutcome.Durable], await Task.WhenAll(writing, waiting));
        await FillAsync(log, "after");
        Assert.Equal([1, 2, 3, 4], Sequences(log));
    }

    [Fact]
    public async Task Closing_writes_what_is_queued_and_refuses_the_rest()
    {
        var log = _bench.Open();
        var pending = Enumerable.Range(0, 50).Select(i => AppendAsync(log, $"{i}")).ToList();
        await log.DisposeAsync();

        Assert.All(await Task.WhenAll(pending), o => Assert.Equal(AppendOutcome.Durable, o));
        Assert.Equal(AppendOutcome.Closed, await AppendAsync(log, "late"));
        await log.DisposeAsync();
        await using var again = _bench.Open();
        Assert.Equal(50, Texts(again).Count);
    }

    [Fact]
    public async Task Second_owner_of_a_directory_is_refused_by_its_name()
    {
        await using var log = _bench.Open();

        var error = Assert.Throws<DirectoryInUseException>(_bench.Open);

        Assert.Contains(JournalBench.Directory, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Journal_on_the_real_disk_survives_reopening()
    {
        using var directory = new TemporaryDirectory();
        var options = new SegmentLogOptions { Directory = Path.Combine(directory.Path, "nested", "journal"), SegmentBytes = 10_000 };
        await using (var log = SegmentLog.Open(options, _bench.Time))
        {
            await FillAsync(log, [.. Enumerable.Range(0, 50).Select(i => new string('x', 100 * i))]);
            Assert.Throws<DirectoryInUseException>(() => SegmentLog.Open(options, _bench.Time));
        }

        await using var again = SegmentLog.Open(options, _bench.Time);

        Assert.Empty(again.Recovery.Problems);
        Assert.False(again.Recovery.NewJournal);
        Assert.Equal(Enumerable.Range(0, 50).Select(i => 100 * i), Texts(again).Select(t => t.Length));
    }
}
