using System.Text;
using Plimsoll.Storage.Checkpoints;
using Xunit;

namespace Plimsoll.Contract.Storage;

/// <summary>What any checkpoint store must do. A store's test class derives from this and says how to make one.</summary>
public abstract class CheckpointStoreContract : IAsyncLifetime
{
    private ICheckpointStore? _store;

    protected ICheckpointStore Store => _store ?? throw new InvalidOperationException("The store is made before each test");

    /// <summary>A store with nothing in it.</summary>
    protected abstract Task<ICheckpointStore> MakeEmptyAsync();

    public async Task InitializeAsync() => _store = await MakeEmptyAsync();

    public virtual Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Key_without_a_commit_has_no_head() => Assert.Null(await Store.ReadHeadAsync("model", default));

    [Fact]
    public async Task Committed_state_and_blocks_are_read_back()
    {
        await CommittedAsync("model", 0, "state", [Block("minute/1", "one"), Block("hour/7", "")]);

        var head = await HeadAsync("model");

        Assert.Equal(("model", 1L, "state"), (head.Key, head.Version, Text(head.State)));
        Assert.Equal(["hour/7", "minute/1"], head.Blocks.Order(StringComparer.Ordinal));
        Assert.Equal(["", "one"], await TextsAsync(head, "hour/7", "minute/1"));
    }

    [Fact]
    public async Task Head_that_a_commit_returns_reads_like_the_stored_one()
    {
        var returned = await CommittedAsync("model", 0, "state", [Block("b", "bytes")]);

        Assert.Equal(["bytes"], await TextsAsync(returned, "b"));
        Assert.Equal((1L, "state"), (returned.Version, Text(returned.State)));
    }

    [Fact]
    public async Task Version_rises_by_one_with_every_commit()
    {
        for (var version = 0; version < 5; version++)
            Assert.Equal(version + 1, (await CommittedAsync("model", version, $"state {version}", [])).Version);
    }

    [Fact]
    public async Task Blocks_are_added_replaced_and_removed_and_the_rest_stay()
    {
        await CommittedAsync("model", 0, "1", [Block("stays", "s"), Block("changes", "old"), Block("goes", "g")]);
        await CommittedAsync("model", 1, "2", [Block("changes", "new"), Block("comes", "c")], ["goes", "never was"]);

        var head = await HeadAsync("model");

        Assert.Equal(["changes", "comes", "stays"], head.Blocks.Order(StringComparer.Ordinal));
        Assert.Equal(["new", "c", "s"], await TextsAsync(head, "changes", "comes", "stays"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Commit_on_another_version_is_a_conflict_and_changes_nothing(long expected)
    {
        await CommittedAsync("model", 0, "1", [Block("b", "1")]);
        await CommittedAsync("model", 1, "2", [Block("b", "2")]);

        var result = await Store.CommitAsync("model", Commit(expected, "stale", [Block("b", "stale")]), default);

        Assert.Equal(2, Assert.IsType<CommitResult.Conflict>(result).CurrentVersion);
        var head = await HeadAsync("model");
        Assert.Equal((2L, "2"), (head.Version, Text(head.State)));
        Assert.Equal(["2"], await TextsAsync(head, "b"));
    }

    [Fact]
    public async Task Commit_that_follows_a_version_of_a_missing_key_is_a_conflict()
    {
        var result = await Store.CommitAsync("model", Commit(4, "state", []), default);

        Assert.Equal(0, Assert.IsType<CommitResult.Conflict>(result).CurrentVersion);
        Assert.Null(await Store.ReadHeadAsync("model", default));
    }

    [Fact]
    public async Task Of_concurrent_writers_exactly_one_wins_each_version()
    {
        const int writers = 8;
        for (var version = 0; version < 5; version++)
        {
            var results = await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(async () =>
                await Store.CommitAsync("model", Commit(version, $"{writer}", [Block("winner", $"{writer}")]), default))));

            var won = Assert.Single(results.OfType<CommitResult.Committed>());
            Assert.Equal(writers - 1, results.OfType<CommitResult.Conflict>().Count());
            Assert.Equal([Text(won.Head.State)], await TextsAsync(await HeadAsync("model"), "winner"));
        }
    }

    [Fact]
    public async Task Reader_during_commits_sees_one_version_whole()
    {
        await CommittedAsync("model", 0, "0", [Block("left", "0"), Block("right", "0")]);
        var writing = Task.Run(async () =>
        {
            for (var version = 1; version <= 50; version++)
                await CommittedAsync("model", version, $"{version}", [Block("left", $"{version}"), Block("right", $"{version}")]);
        });

        while (!writing.IsCompleted)
        {
            var head = await HeadAsync("model");
            Assert.Equal($"{head.Version - 1}", Text(head.State));
        }
        await writing;

        Assert.Equal(["50", "50"], await TextsAsync(await HeadAsync("model"), "left", "right"));
    }

    [Fact]
    public async Task Large_blocks_come_back_byte_for_byte()
    {
        var random = new Random(1);
        var blocks = Enumerable.Range(0, 3).Select(i => new BlockWrite($"large/{i}", Bytes(random, (1 << 20) + i))).ToList();
        await CommittedAsync("model", 0, "state", blocks);

        var head = await HeadAsync("model");
        var read = await Store.ReadBlocksAsync(head, [.. blocks.Select(b => b.Name)], default);

        Assert.All(blocks.Zip(read), pair => Assert.True(pair.First.Bytes.Span.SequenceEqual(pair.Second.Span)));
    }

    [Fact]
    public async Task State_of_64_KiB_comes_back_byte_for_byte()
    {
        var state = Bytes(new Random(2), 64 << 10);
        Assert.IsType<CommitResult.Committed>(await Store.CommitAsync("model", new CheckpointCommit(0, state, [], []), default));

        Assert.True((await HeadAsync("model")).State.Span.SequenceEqual(state));
    }

    [Fact]
    public async Task Many_blocks_come_back_in_the_order_asked_for()
    {
        var names = Enumerable.Range(0, 1_000).Select(i => $"minute/{i}").ToList();
        await CommittedAsync("model", 0, "state", [.. names.Select(n => Block(n, $"bytes of {n}"))]);

        names.Reverse();

        Assert.Equal(names.Select(n => $"bytes of {n}"), await TextsAsync(await HeadAsync("model"), [.. names]));
    }

    [Fact]
    public async Task Hundreds_of_commits_keep_the_newest_bytes_of_every_block()
    {
        var expected = new Dictionary<string, string>();
        var random = new Random(3);
        for (var version = 0; version < 300; version++)
        {
            var (name, text) = ($"b{random.Next(40)}", $"{version}:{new string('x', random.Next(5_000))}");
            expected[name] = text;
            await CommittedAsync("model", version, "state", [Block(name, text)]);
        }

        var head = await HeadAsync("model");

        Assert.Equal(expected.Keys.Order(), head.Blocks.Order());
        Assert.Equal(expected.Values, await TextsAsync(head, [.. expected.Keys]));
    }

    [Fact]
    public async Task Block_that_the_head_does_not_hold_is_reported_by_name()
    {
        await CommittedAsync("model", 0, "state", [Block("b", "bytes")]);

        var error = await Assert.ThrowsAsync<CheckpointCorruptException>(async () => await TextsAsync(await HeadAsync("model"), "b", "absent"));

        Assert.Equal("absent", error.Block);
        Assert.Contains("absent", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Head_left_behind_by_later_commits_still_reads_the_blocks_they_kept()
    {
        var old = await CommittedAsync("model", 0, "0", [Block("kept", "as it was"), Block("replaced", "0")]);
        for (var version = 1; version < 10; version++)
            await CommittedAsync("model", version, $"{version}", [Block("replaced", $"{version}")]);

        Assert.Equal(["as it was"], await TextsAsync(old, "kept"));
    }

    private static readonly string[] Odd =
    [
        "a", "A", "ä", "a/b", "a\\b", "..", ".", "./a", "%2e", "a b", "con", "lock", "~lock", "with:colon", "emoji 🚢", "trailing.",
        "UPPER/lower", "new\nline", "nul\0", new('k', 200), new('k', 201), new('.', 450), new('ü', 300),
    ];

    public static TheoryData<string> OddKeys => new(Odd);

    [Theory]
    [MemberData(nameof(OddKeys))]
    public async Task Odd_key_holds_its_own_state_and_is_listed(string key)
    {
        await CommittedAsync(key, 0, $"state of {key}", [Block(key, "block")]);

        var head = await HeadAsync(key);

        Assert.Equal($"state of {key}", Text(head.State));
        Assert.Equal(["block"], await TextsAsync(head, key));
        Assert.Equal([key], await KeysAsync());
    }

    [Fact]
    public async Task Keys_that_look_alike_stay_apart_and_are_all_listed()
    {
        foreach (var key in Odd)
            await CommittedAsync(key, 0, key, []);

        foreach (var key in Odd)
            Assert.Equal(key, Text((await HeadAsync(key)).State));
        Assert.Equal(Odd.Order(StringComparer.Ordinal), await KeysAsync());
    }

    [Fact]
    public async Task Empty_store_lists_nothing() => Assert.Empty(await KeysAsync());

    [Fact]
    public async Task Deleted_key_is_gone_and_can_begin_again()
    {
        await CommittedAsync("model", 0, "1", [Block("b", "old")]);
        await CommittedAsync("model", 1, "2", [Block("c", "old")]);
        await CommittedAsync("other", 0, "other", []);

        await Store.DeleteAsync("model", default);

        Assert.Null(await Store.ReadHeadAsync("model", default));
        Assert.Equal(["other"], await KeysAsync());
        await CommittedAsync("model", 0, "again", [Block("b", "new")]);
        var head = await HeadAsync("model");
        Assert.Equal((1L, "again"), (head.Version, Text(head.State)));
        Assert.Equal(["b"], head.Blocks);
        Assert.Equal(["new"], await TextsAsync(head, "b"));
    }

    [Fact]
    public async Task Deleting_a_key_that_is_not_there_does_nothing()
    {
        await Store.DeleteAsync("model", default);

        Assert.Empty(await KeysAsync());
    }

    [Fact]
    public async Task Caller_may_reuse_its_buffers_after_a_commit()
    {
        var state = "state"u8.ToArray();
        var block = "block"u8.ToArray();
        var result = await Store.CommitAsync("model", new CheckpointCommit(0, state, [new("b", block)], []), default);
        var head = Assert.IsType<CommitResult.Committed>(result).Head;

        state.AsSpan().Clear();
        block.AsSpan().Clear();

        Assert.Equal("state", Text(head.State));
        Assert.Equal(["block"], await TextsAsync(head, "b"));
    }

    private static CheckpointCommit Commit(long expected, string state, IReadOnlyList<BlockWrite> written, IReadOnlyList<string>? removed = null) =>
        new(expected, Encoding.UTF8.GetBytes(state), written, removed ?? []);

    private static BlockWrite Block(string name, string text) => new(name, Encoding.UTF8.GetBytes(text));

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);

    private static byte[] Bytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    private async Task<CheckpointHead> CommittedAsync(
        string key, long expected, string state, IReadOnlyList<BlockWrite> written, IReadOnlyList<string>? removed = null) =>
        Assert.IsType<CommitResult.Committed>(await Store.CommitAsync(key, Commit(expected, state, written, removed), default)).Head;

    private async Task<CheckpointHead> HeadAsync(string key) =>
        await Store.ReadHeadAsync(key, default) ?? throw new InvalidOperationException($"The key '{key}' has no head");

    private async Task<string[]> TextsAsync(CheckpointHead head, params string[] names) =>
        [.. (await Store.ReadBlocksAsync(head, names, default)).Select(Text)];

    private async Task<List<string>> KeysAsync()
    {
        var keys = new List<string>();
        await foreach (var key in Store.ListKeysAsync(default))
            keys.Add(key);
        keys.Sort(StringComparer.Ordinal);
        return keys;
    }
}
