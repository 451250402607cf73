using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Plimsoll.Contract.Servers;
using Plimsoll.Contract.Storage;
using Plimsoll.Storage.Checkpoints;
using Plimsoll.Storage.Checkpoints.DynamoDb;
using Plimsoll.Storage.Leases;
using Plimsoll.Support;

namespace Plimsoll.Storage.Tests.Checkpoints.DynamoDb;

public sealed class DynamoDbCheckpointStoreTests(DynamoDbFixture fixture) : IClassFixture<DynamoDbFixture>
{
    private static readonly AmazonDynamoDBConfig Nowhere =
        new() { ServiceURL = "http://127.0.0.1:1", AuthenticationRegion = "eu-central-1", MaxErrorRetry = 0 };

    [NodeTheory(DynamoDbServer.Folder)]
    [MemberData(nameof(ContractCases.Names), MemberType = typeof(ContractCases))]
    public Task Contract_of_stores_holds(string name) => ContractCases.RunAsync(name, () => new Contract(fixture));

    [NodeTheory(DynamoDbServer.Folder)]
    [MemberData(nameof(ContractCases.LeaseNames), MemberType = typeof(ContractCases))]
    public Task Contract_of_lease_stores_holds(string name) => ContractCases.RunAsync(name, () => new LeaseContract(fixture));

    [NodeFact(DynamoDbServer.Folder)]
    public async Task Manifest_too_long_for_one_item_stands_in_pieces()
    {
        var store = await fixture.NewStoreAsync();
        var state = new byte[1 << 20];
        new Random(7).NextBytes(state);
        for (var version = 0; version < 3; version++)
            Assert.IsType<CommitResult.Committed>(await store.CommitAsync("model", new CheckpointCommit(version, state, [], []), default));

        Assert.True((await store.ReadHeadAsync("model", default))!.State.Span.SequenceEqual(state));
        Assert.Equal(4, await ItemsAsync());
    }

    [NodeFact(DynamoDbServer.Folder)]
    public async Task Items_that_no_head_holds_any_more_are_deleted()
    {
        var store = await fixture.NewStoreAsync();
        for (var version = 0; version < 5; version++)
            await store.CommitAsync("model", new CheckpointCommit(version, default, [new("b", "bytes"u8.ToArray()), new($"c{version}", default)], [$"c{version - 1}"]), default);
        await store.CommitAsync("model", new CheckpointCommit(0, default, [new("of a loser", "bytes"u8.ToArray())], []), default);
        Assert.Equal(3, await ItemsAsync());

        await store.DeleteAsync("model", default);

        Assert.Equal(0, await ItemsAsync());
    }

    [NodeFact(DynamoDbServer.Folder)]
    public async Task Damaged_block_is_found_out()
    {
        var store = await fixture.NewStoreAsync();
        await store.CommitAsync("model", new CheckpointCommit(0, default, [new("b", "bytes"u8.ToArray())], []), default);
        var item = (await fixture.Database.ScanAsync(new ScanRequest(fixture.LastTable))).Items.Single(i => i.ContainsKey("c"));
        item["c"] = new AttributeValue { B = new MemoryStream("bYtes"u8.ToArray()) };
        await fixture.Database.PutItemAsync(fixture.LastTable, item);

        var error = await Assert.ThrowsAsync<CheckpointCorruptException>(async () =>
            await store.ReadBlocksAsync((await store.ReadHeadAsync("model", default))!, ["b"], default));

        Assert.Equal("b", error.Block);
    }

    [NodeFact(DynamoDbServer.Folder)]
    public async Task Block_that_another_writer_replaced_meanwhile_makes_the_head_stale()
    {
        var store = await fixture.NewStoreAsync();
        await store.CommitAsync("model", new CheckpointCommit(0, default, [new("b", "1"u8.ToArray())], []), default);
        var head = (await store.ReadHeadAsync("model", default))!;
        await store.CommitAsync("model", new CheckpointCommit(1, default, [new("b", "2"u8.ToArray())], []), default);

        await Assert.ThrowsAsync<StaleHeadException>(async () => await store.ReadBlocksAsync(head, ["b"], default));
    }

    [Fact]
    public async Task Service_out_of_reach_makes_a_commit_unavailable()
    {
        using var nowhere = new AmazonDynamoDBClient("any", "any", Nowhere);
        var result = await new DynamoDbCheckpointStore(nowhere, "table").CommitAsync("model", new CheckpointCommit(0, default, [], []), default);
        Assert.Equal(new CommitResult.Unavailable("store_unreachable"), result);
    }

    private async Task<int> ItemsAsync() => (await fixture.Database.ScanAsync(new ScanRequest(fixture.LastTable))).Items.Count;

    private sealed class Contract(DynamoDbFixture fixture) : CheckpointStoreContract
    {
        protected override async Task<ICheckpointStore> MakeEmptyAsync() => await fixture.NewStoreAsync();
    }

    private sealed class LeaseContract(DynamoDbFixture fixture) : LeaseStoreContract
    {
        protected override async Task<ILeaseStore> MakeEmptyAsync() => new CheckpointLeaseStore(await fixture.NewStoreAsync());
    }
}

/// <summary>One emulator for all tests of a class, started by the first that needs it; each test has a table of its own.</summary>
public sealed class DynamoDbFixture : IAsyncLifetime
{
    private DynamoDbServer? _server;
    private AmazonDynamoDBClient? _database;
    private int _tables;

    public AmazonDynamoDBClient Database => _database ?? throw new InvalidOperationException("The first store starts the server");

    public string LastTable => $"checkpoints-{_tables}";

    public async Task<DynamoDbCheckpointStore> NewStoreAsync()
    {
        _server ??= await DynamoDbServer.StartAsync();
        _database ??= _server.Connect();
        _tables++;
        await DynamoDbTable.EnsureAsync(_database, LastTable, default);
        return new DynamoDbCheckpointStore(_database, LastTable);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _database?.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
    }
}
