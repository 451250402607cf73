using System.Globalization;
using Plimsoll.Storage.Journal;
using Plimsoll.Storage.Tests.Faults;
using static Plimsoll.Storage.Tests.Journal.JournalBench;

namespace Plimsoll.Storage.Tests.Journal;

public sealed class PowerCutTests
{
    private const int Entries = 20;

    private readonly JournalBench _bench = new();

    public PowerCutTests() => _bench.Options = _bench.Options with { SegmentBytes = 300 };

    [Fact]
    public async Task Every_acknowledged_entry_survives_a_power_cut_at_any_operation()
    {
        var operations = await CountOperationsAsync();
        Assert.True(operations > 50);
        for (var at = 1; at <= operations; at++)
        {
            var (id, acknowledged) = await RunUntilPowerCutAsync(at);
            var random = new Random(at);
            var disk = _bench.Disk;
            foreach (var left in new[] { disk.AfterPowerCut(), disk.AfterPowerCut(random), disk.AfterPowerCut(random), disk.AfterKill() })
            {
                _bench.Disk = left;
                await CheckAsync(id, acknowledged);
            }
        }
    }

    [Fact]
    public async Task Without_fsync_a_power_cut_loses_acknowledged_entries()
    {
        _bench.Options = _bench.Options with { Fsync = false };
        var (_, acknowledged) = await RunUntilPowerCutAsync(int.MaxValue);
        _bench.Disk = _bench.Disk.AfterPowerCut();
        await using var again = _bench.Open();

        Assert.Equal(Entries, acknowledged.Count);
        Assert.Empty(Texts(again));
    }

    [Fact]
    public async Task What_a_killed_process_wrote_is_durable_before_it_is_served()
    {
        using var gate = new FlushGate(_bench.Disk);
        var log = _bench.Open();
        await FillAsync(log, "acknowledged");
        gate.Close();
        _ = AppendAsync(log, "written only");
        await gate.ReachedAsync();
        var killed = _bench.Disk.AfterKill();
        gate.Open();
        var flushes = 0;
        killed.Before = (operation, _) => flushes += operation == DiskOperation.Flush ? 1 : 0;
        _bench.Disk = killed;

        await using var again = _bench.Open();

        Assert.Equal(["acknowledged", "written only"], Texts(again));
        Assert.Equal(1, flushes);
    }

    [Fact]
    public async Task Torn_tail_is_forgotten_only_once_the_new_journal_is_durable()
    {
        for (var at = 1; at <= 12; at++)
        {
            for (var seed = 0; seed < 20; seed++)
            {
                var old = await OpenTornAsync();
                var cut = _bench.Disk.Operations + at;
                _bench.Disk.Before = (_, _) =>
                {
                    if (_bench.Disk.Operations >= cut)
                        _bench.Disk.CutPower();
                };
                await RunAsync(log => AppendAsync(log, Text(3)));
                _bench.Disk = _bench.Disk.AfterPowerCut(new Random(seed));
                await using var again = _bench.Open();
                Assert.NotEqual(old, again.JournalId);
            }
        }
    }

    /// <summary>A disk whose journal lost the end of its last entry.</summary>
    private async Task<Guid> OpenTornAsync()
    {
        _bench.Disk = new SimulatedDisk();
        Guid id;
        await using (var log = _bench.Open())
        {
            id = log.JournalId;
            await FillAsync(log, Text(1), Text(2));
        }
        var path = Assert.Single(_bench.SegmentPaths());
        _bench.Disk.Overwrite(path, _bench.Disk.Read(path)[..^1]);
        return id;
    }

    private async Task RunAsync(Func<SegmentLog, Task> work)
    {
        try
        {
            await using var log = _bench.Open();
            await work(log);
        }
        catch (PowerCutException)
        {
            // As planned.
        }
    }

    private async Task<int> CountOperationsAsync()
    {
        await RunUntilPowerCutAsync(int.MaxValue);
        return _bench.Disk.Operations;
    }

    /// <summary>Appends numbered entries on a fresh disk until the power goes at an operation.</summary>
    private async Task<(Guid Id, List<int> Acknowledged)> RunUntilPowerCutAsync(int at)
    {
        var disk = _bench.Disk = new SimulatedDisk();
        disk.Before = (_, _) =>
        {
            if (disk.Operations >= at)
                disk.CutPower();
        };
        var acknowledged = new List<int>();
        var id = Guid.Empty;
        await RunAsync(async log =>
        {
            id = log.JournalId;
            for (var i = 1; i <= Entries; i++)
            {
                if (await AppendAsync(log, Text(i)) == AppendOutcome.Durable)
                    acknowledged.Add(i);
            }
            disk.CutPower();
        });
        return (id, acknowledged);
    }

    private async Task CheckAsync(Guid before, List<int> acknowledged)
    {
        await using var log = _bench.Open();
        var survivors = log.ReadFrom(1).Select(e => (e.JournalId, e.Sequence, Number(e))).ToList();

        Assert.Equal(acknowledged, survivors.Select(s => s.Item3).Take(acknowledged.Count));
        Assert.All(survivors, s => Assert.Equal((before, s.Item3), (s.JournalId, s.Sequence)));
        Assert.InRange(survivors.Count, acknowledged.Count, acknowledged.Count + 1);
        Assert.Empty(log.Recovery.Problems);

        await FillAsync(log, Text(Entries + 1), Text(Entries + 2));
        var added = log.ReadFrom(1).Select(e => (e.JournalId, e.Sequence)).Skip(survivors.Count).ToList();
        Assert.Equal(2, added.Count);
        Assert.All(added, a => Assert.Equal(log.JournalId, a.JournalId));
        Assert.True(log.JournalId != before || added[0].Sequence > acknowledged.LastOrDefault());
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture).PadRight(60, '.');

    private static int Number(LogEntry entry) =>
        int.Parse(System.Text.Encoding.UTF8.GetString(entry.Payload.Span).TrimEnd('.'), CultureInfo.InvariantCulture);
}
