using System.Text;
using Plimsoll.Storage.Journal;
using Plimsoll.Storage.Tests.Faults;
using static Plimsoll.Storage.Tests.Journal.JournalBench;

namespace Plimsoll.Storage.Tests.Journal;

public sealed class SegmentRewriteTests
{
    private const int Entries = 12;

    private readonly JournalBench _bench = new();

    public SegmentRewriteTests() => _bench.Options = _bench.Options with { SegmentBytes = 150 };

    [Fact]
    public async Task Entries_change_in_place_and_sequences_and_identity_stay()
    {
        Guid id;
        await using (var log = await OpenFilledAsync())
        {
            id = log.JournalId;
            log.EndSegment();
            Rewrite(log);
            Assert.Equal(Expected(_ => true), Texts(log));
            Assert.Equal(AppendOutcome.Durable, await AppendAsync(log, "after"));
        }
        await using var again = _bench.Open();

        Assert.Equal((id, false), (again.JournalId, again.Recovery.NewJournal));
        Assert.Empty(again.Recovery.Problems);
        Assert.Equal([.. Expected(_ => true), "after"], Texts(again));
        Assert.Equal(Enumerable.Range(1, Entries + 1).Select(n => (long)n), Sequences(again));
    }

    [Fact]
    public async Task Power_cut_at_any_operation_leaves_each_segment_as_it_was_or_as_it_became()
    {
        var operations = await CountOperationsAsync();
        Assert.True(operations > 10);
        for (var at = 1; at <= operations; at++)
        {
            _bench.Disk = new SimulatedDisk();
            var log = await OpenFilledAsync();
            var id = log.JournalId;
            log.EndSegment();
            var left = at;
            _bench.Disk.Before = (_, _) =>
            {
                if (--left == 0)
                    _bench.Disk.CutPower();
            };
            Assert.NotNull(Record.Exception(() => Rewrite(log)));
            var disk = _bench.Disk;
            await Record.ExceptionAsync(async () => await log.DisposeAsync());
            foreach (var found in new[] { disk.AfterPowerCut(), disk.AfterPowerCut(new Random(at)), disk.AfterKill() })
                await CheckAndRepeatAsync(found, id);
        }
    }

    [Fact]
    public async Task Damaged_bytes_become_zeros_for_nobody_can_tell_whose_they_are()
    {
        await using var log = await OpenFilledAsync();
        log.EndSegment();
        var path = _bench.SegmentPaths()[0];
        var bytes = _bench.Disk.Read(path);
        var at = bytes.AsSpan().IndexOf("entry 1"u8);
        bytes[at] = (byte)'X';
        _bench.Disk.Overwrite(path, bytes);

        Rewrite(log);

        Assert.Equal(-1, _bench.Disk.Read(path).AsSpan().IndexOf("ntry 1 "u8));
        Assert.Equal(Expected(_ => true).Skip(1), Texts(log));
        Assert.Equal(0, Rewrite(log));
    }

    [Fact]
    public async Task Another_length_and_the_segment_that_is_written_are_refused()
    {
        await using var log = await OpenFilledAsync();
        var last = log.Segments()[^1];
        Assert.Throws<ArgumentException>(() => log.RewriteSegment(last, (in LogEntry _) => null, () => { }));
        Assert.Throws<ArgumentException>(() => log.RewriteSegment(log.Segments()[0], (in LogEntry _) => new byte[3].AsMemory(), () => { }));

        Assert.Equal(Entries, Texts(log).Count);
        Assert.DoesNotContain(_bench.Disk.AllFiles(), f => f.EndsWith(".rewrite", StringComparison.Ordinal));
    }

    private static int Rewrite(SegmentLog log)
    {
        var changed = 0;
        foreach (var segment in log.Segments().Where(s => !s.IsLast))
            changed += log.RewriteSegment(segment, (in LogEntry entry) => Upper(entry.Payload), () => { });
        return changed;
    }

    /// <summary>Null for what is in upper case already.</summary>
    private static ReadOnlyMemory<byte>? Upper(ReadOnlyMemory<byte> payload)
    {
        var text = Encoding.UTF8.GetString(payload.Span);
        if (!text.Any(char.IsLower))
            return null;
        return Encoding.UTF8.GetBytes(text.ToUpperInvariant());
    }

    private static List<string> Expected(Func<int, bool> upper) =>
        [.. Enumerable.Range(1, Entries).Select(n => $"entry {n} of the journal").Select((t, i) => upper(i) ? t.ToUpperInvariant() : t)];

    private async Task<SegmentLog> OpenFilledAsync()
    {
        var log = _bench.Open();
        await FillAsync(log, [.. Expected(_ => false)]);
        return log;
    }

    private async Task<int> CountOperationsAsync()
    {
        await using var log = await OpenFilledAsync();
        log.EndSegment();
        var operations = 0;
        _bench.Disk.Before = (_, _) => operations++;
        Rewrite(log);
        _bench.Disk.Before = null;
        return operations;
    }

    private async Task CheckAndRepeatAsync(SimulatedDisk disk, Guid id)
    {
        _bench.Disk = disk;
        await using var log = _bench.Open();
        Assert.Equal(id, log.JournalId);
        Assert.Empty(log.Recovery.Problems);
        Assert.Equal(Expected(_ => true), Texts(log).Select(t => t.ToUpperInvariant()));
        log.EndSegment();
        Rewrite(log);
        Assert.Equal(Expected(_ => true), Texts(log));
        Assert.DoesNotContain(_bench.Disk.AllFiles(), f => f.EndsWith(".rewrite", StringComparison.Ordinal));
    }
}
