using Plimsoll.Storage.Checkpoints;
using Plimsoll.Storage.Tests.Faults;
using static Plimsoll.Storage.Tests.Checkpoints.CheckpointBench;

namespace Plimsoll.Storage.Tests.Checkpoints;

public sealed class CheckpointCrashTests
{
    private static readonly string Large = new('x', 1_200_000);

    private readonly CheckpointBench _bench = new();

    [Fact]
    public async Task Crash_at_any_operation_leaves_the_old_or_the_new_version_whole()
    {
        await RunUntilPowerCutAsync(int.MaxValue);
        var operations = _bench.Disk.Operations;
        Assert.True(operations > 30);
        for (var at = 1; at <= operations; at++)
        {
            var states = await RunUntilPowerCutAsync(at);
            var (disk, random) = (_bench.Disk, new Random(at));
            foreach (var left in new[] { disk.AfterKill(), disk.AfterPowerCut(), disk.AfterPowerCut(random), disk.AfterPowerCut(random) })
            {
                _bench.Disk = left;
                await CheckAsync(states);
            }
        }
    }

    [Fact]
    public async Task Head_that_was_read_survives_a_power_cut()
    {
        using (var store = _bench.Open())
            await CommittedAsync(store, 0, "1", []);
        _bench.Disk.Before = (operation, _) =>
        {
            if (operation == DiskOperation.FlushDirectory)
                _bench.Disk.CutPower();
        };
        using (var store = _bench.Open())
            await Assert.ThrowsAsync<PowerCutException>(() => CommitAsync(store, 1, "2", []).AsTask());
        _bench.Disk = _bench.Disk.AfterKill();
        string read;
        using (var store = _bench.Open())
            read = await ShowAsync(store);

        _bench.Disk = _bench.Disk.AfterPowerCut();

        using var again = _bench.Open();
        Assert.Equal(read, await ShowAsync(again));
    }

    /// <summary>Commits and erases on a fresh disk until the power goes; what a reader could see after each step.</summary>
    private async Task<List<string>> RunUntilPowerCutAsync(int at)
    {
        var disk = _bench.Disk = new SimulatedDisk();
        disk.Before = (_, _) =>
        {
            if (disk.Operations >= at)
                disk.CutPower();
        };
        var states = new List<string> { "none" };
        try
        {
            using var store = _bench.Open();
            foreach (var (shown, step) in Steps(store))
            {
                // A step that the power cut off may or may not have counted.
                states.Add(shown);
                await step();
                states.RemoveAll(s => s != shown);
                Assert.Equal(shown, await ShowAsync(store));
            }
        }
        catch (PowerCutException)
        {
            // As planned.
        }
        return states;
    }

    private static IEnumerable<(string Shown, Func<Task> Step)> Steps(FileCheckpointStore store)
    {
        yield return ("1 s1 a=1 b=1", () => CommittedAsync(store, 0, "s1", [("a", "1"), ("b", "1")]));
        yield return ("2 s2 a=2 b=1", () => CommittedAsync(store, 1, "s2", [("a", "2")]));
        yield return ($"3 s3 a=2 c={Large} d=1", () => CommittedAsync(store, 2, "s3", [("c", Large), ("d", "1")], "b"));
        yield return ("4 s4 a=2 c=small d=1", () => CommittedAsync(store, 3, "s4", [("c", "small")]));
        yield return ("5 s5 a=5 c=small d=1", () => CommittedAsync(store, 4, "s5", [("a", "5")]));
        yield return ("6 s6 a=5 c=small d=1", () => CommittedAsync(store, 5, "s6", []));
        yield return ("none", async () => await store.DeleteAsync(Key, default));
        yield return ("1 again ", () => CommittedAsync(store, 0, "again", []));
    }

    private async Task CheckAsync(List<string> states)
    {
        using var store = _bench.Open();
        var shown = await ShowAsync(store);
        Assert.Contains(shown, states);

        var version = shown == "none" ? 0 : long.Parse(shown.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
        await CommittedAsync(store, version, "goes on", [("new", "block")]);
        Assert.Contains("goes on", await ShowAsync(store), StringComparison.Ordinal);
    }
}
