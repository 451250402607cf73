using static Plimsoll.Storage.Tests.Checkpoints.CheckpointBench;

namespace Plimsoll.Storage.Tests.Checkpoints;

public sealed class CheckpointCompactionTests
{
    private const int Commits = 400;
    private const int BlockBytes = 20_000;

    private readonly CheckpointBench _bench = new();

    [Fact]
    public async Task Space_and_rewriting_stay_in_proportion_to_what_is_alive_and_new()
    {
        var random = new Random(1);
        long written = 0;
        using var store = _bench.Open();
        _bench.Disk.Wrote = bytes => written += bytes;
        var largest = 0L;
        for (var version = 0; version < Commits; version++)
        {
            await CommittedAsync(store, version, "state", [($"b{random.Next(30)}", new string('x', BlockBytes))]);
            largest = Math.Max(largest, _bench.VersionPaths().Sum(p => (long)_bench.Disk.Read(p).Length));
        }

        const long alive = 30 * BlockBytes;
        Assert.InRange(largest, alive, 3 * alive + (2 << 20));
        Assert.InRange(written, Commits * BlockBytes, 3 * Commits * BlockBytes);
    }

    [Fact]
    public async Task Files_stay_few_though_each_holds_something_alive()
    {
        using var store = _bench.Open();
        for (var version = 0; version < Commits; version++)
            await CommittedAsync(store, version, "state", [($"b{version}", "small")]);

        Assert.InRange(_bench.VersionPaths().Count, 1, 130);
    }

    [Fact]
    public async Task File_without_a_live_block_goes_with_the_commit_after_next()
    {
        using var store = _bench.Open();
        for (var version = 0; version < 5; version++)
            await CommittedAsync(store, version, "state", [("b", $"{version}")]);

        Assert.Equal(2, _bench.VersionPaths().Count);
    }
}
