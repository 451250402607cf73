using Plimsoll.Storage.Checkpoints;
using Plimsoll.Storage.Files;
using Plimsoll.Storage.Tests.Faults;
using static Plimsoll.Storage.Tests.Checkpoints.CheckpointBench;

namespace Plimsoll.Storage.Tests.Checkpoints;

public sealed class CheckpointFaultTests
{
    private const int IoError = 5;

    private readonly CheckpointBench _bench = new();

    [Theory]
    [InlineData(DiskOperation.Create)]
    [InlineData(DiskOperation.Write)]
    [InlineData(DiskOperation.Flush)]
    [InlineData(DiskOperation.Rename)]
    [InlineData(DiskOperation.FlushDirectory)]
    public async Task Commit_that_the_disk_refuses_leaves_the_old_version_and_may_be_tried_again(object refused)
    {
        using var store = _bench.Open();
        await CommittedAsync(store, 0, "old", [("a", "1"), ("b", "1")]);
        Refuse((DiskOperation)refused);

        var result = await CommitAsync(store, 1, "new", [("a", "2")], "b");

        Assert.Equal("disk_failed", Assert.IsType<CommitResult.Unavailable>(result).Reason);
        _bench.Disk.Before = null;
        Assert.Equal("1 old a=1 b=1", await ShowAsync(store));
        await CommittedAsync(store, 1, "new", [("a", "2")], "b");
        Assert.Equal("2 new a=2", await ShowAsync(store));
    }

    [Fact]
    public async Task Commit_counts_though_what_it_left_behind_cannot_be_removed()
    {
        using var store = _bench.Open();
        for (var version = 0; version < 3; version++)
            await CommittedAsync(store, version, "old", [("a", $"{version}")]);
        Refuse(DiskOperation.Delete);

        await CommittedAsync(store, 3, "new", [("a", "new")]);

        _bench.Disk.Before = null;
        Assert.Equal("4 new a=new", await ShowAsync(store));
    }

    [Fact]
    public async Task Full_disk_is_named_and_nothing_half_written_stays()
    {
        using var store = _bench.Open();
        await CommittedAsync(store, 0, "old", [("a", "1")]);
        var before = _bench.Disk.AllFiles();
        _bench.Disk.Capacity = 1_000;

        var result = await CommitAsync(store, 1, "new", [("a", new string('x', 2_000))]);

        Assert.Equal("disk_full", Assert.IsType<CommitResult.Unavailable>(result).Reason);
        Assert.Equal(before, _bench.Disk.AllFiles());
        Assert.Equal("1 old a=1", await ShowAsync(store));
    }

    [Fact]
    public async Task Every_flipped_or_missing_byte_of_a_checkpoint_is_reported_with_its_place()
    {
        using (var store = _bench.Open())
        {
            await CommittedAsync(store, 0, "state", [("first", "bytes one"), ("second", "bytes two")]);
            await CommittedAsync(store, 1, "state", [("third", "bytes three")]);
        }
        foreach (var path in _bench.VersionPaths())
        {
            var content = _bench.Disk.Read(path);
            var isHead = path == _bench.VersionPaths()[^1];
            for (var at = 0; at < content.Length; at++)
            {
                var flipped = (byte[])content.Clone();
                flipped[at] ^= 0x10;
                await CheckAsync(path, flipped, at, isHead);
                await CheckAsync(path, [.. content.AsSpan(0, at), .. content.AsSpan(at + 1)], at, isHead);
                await CheckAsync(path, content[..at], at, isHead);
            }
            _bench.Disk.Overwrite(path, content);
        }
    }

    [Fact]
    public async Task Version_before_takes_the_place_of_a_damaged_head_and_the_next_commit_follows_it()
    {
        using var store = _bench.Open();
        await CommittedAsync(store, 0, "old", [("a", "1"), ("b", "1")]);
        await CommittedAsync(store, 1, "newer", [("a", "2")]);
        await CommittedAsync(store, 2, "newest", [("a", "3")], "b");
        _bench.Disk.Overwrite(_bench.VersionPaths()[^1], [1, 2, 3]);

        Assert.Equal("2 newer a=2 b=1", await ShowAsync(store));
        await CommittedAsync(store, 2, "again", [("a", "4")]);

        Assert.Equal("3 again a=4 b=1", await ShowAsync(store));
        Assert.Null((await store.ReadHeadAsync(Key, default))!.Damage);
    }

    [Fact]
    public async Task Block_whose_file_is_gone_is_reported_and_the_others_are_read()
    {
        using var store = _bench.Open();
        await CommittedAsync(store, 0, "1", [("lost", "1")]);
        await CommittedAsync(store, 1, "2", [("kept", "2")]);
        _bench.Disk.Delete(_bench.VersionPaths()[0]);
        var head = (await store.ReadHeadAsync(Key, default))!;

        var error = await Assert.ThrowsAsync<CheckpointCorruptException>(async () => await store.ReadBlocksAsync(head, ["lost"], default));

        Assert.Equal("lost", error.Block);
        Assert.Equal("2"u8.ToArray(), (await store.ReadBlocksAsync(head, ["kept"], default))[0].ToArray());
        await CommittedAsync(store, 2, "3", [("lost", "found")]);
        Assert.Equal("3 3 kept=2 lost=found", await ShowAsync(store));
    }

    [Fact]
    public async Task Damaged_block_stays_damaged_when_the_rest_is_moved()
    {
        using var store = _bench.Open();
        await CommittedAsync(store, 0, "0", [("bad", "to be damaged"), ("good", "g"), ("large", new string('x', 2_000_000))]);
        var content = (byte[])_bench.Disk.Read(_bench.VersionPaths()[0]).Clone();
        content[0] ^= 1;
        _bench.Disk.Overwrite(_bench.VersionPaths()[0], content);
        var first = _bench.VersionPaths()[0];

        for (var version = 1; version < 4; version++)
            await CommittedAsync(store, version, $"{version}", [("large", "small")]);

        Assert.DoesNotContain(first, _bench.VersionPaths());
        var error = await Assert.ThrowsAsync<CheckpointCorruptException>(() => ShowAsync(store));
        Assert.Equal("bad", error.Block);
        var head = (await store.ReadHeadAsync(Key, default))!;
        Assert.Equal("g"u8.ToArray(), (await store.ReadBlocksAsync(head, ["good"], default))[0].ToArray());
    }

    [Fact]
    public void Second_owner_of_a_directory_is_refused()
    {
        using (_bench.Open())
            Assert.Throws<DirectoryInUseException>(_bench.Open);

        _bench.Open().Dispose();
    }

    private void Refuse(DiskOperation refused) => _bench.Disk.Before = (operation, _) =>
    {
        if (operation == refused)
            throw new IOException("Input/output error", IoError);
    };

    private async Task CheckAsync(string path, byte[] damaged, int at, bool isHead)
    {
        _bench.Disk.Overwrite(path, damaged);
        using var store = _bench.Open();
        var shown = "";
        try
        {
            shown = await ShowAsync(store);
        }
        catch (CheckpointCorruptException e)
        {
            Assert.Contains(path, e.Message, StringComparison.Ordinal);
            Assert.Contains(" at byte ", e.Message, StringComparison.Ordinal);
            return;
        }
        if (isHead)
        {
            var damage = (await store.ReadHeadAsync(Key, default))!.Damage;
            Assert.Contains(path, damage, StringComparison.Ordinal);
            Assert.Contains(" at byte ", damage, StringComparison.Ordinal);
            Assert.Equal("1 state first=bytes one second=bytes two", shown);
            return;
        }
        // The manifest of a version that is no longer the head is of no use to anybody.
        Assert.Equal("2 state first=bytes one second=bytes two third=bytes three", shown);
        Assert.True(at >= "bytes onebytes two".Length, $"Byte {at} of a block went unnoticed");
    }
}
