using Npgsql;
using Plimsoll.Contract.Servers;
using Plimsoll.Contract.Storage;
using Plimsoll.Storage.Checkpoints;
using Plimsoll.Storage.Checkpoints.PostgreSql;
using Plimsoll.Storage.Leases;

namespace Plimsoll.Storage.Tests.Checkpoints.PostgreSql;

public sealed class PostgreSqlCheckpointStoreTests(PostgreSqlFixture fixture) : IClassFixture<PostgreSqlFixture>
{
    [PostgreSqlTheory]
    [MemberData(nameof(ContractCases.Names), MemberType = typeof(ContractCases))]
    public Task Contract_of_stores_holds(string name) => ContractCases.RunAsync(name, () => new Contract(fixture));

    [PostgreSqlTheory]
    [MemberData(nameof(ContractCases.LeaseNames), MemberType = typeof(ContractCases))]
    public Task Contract_of_lease_stores_holds(string name) => ContractCases.RunAsync(name, () => new LeaseContract(fixture));

    [PostgreSqlFact]
    public async Task Clusters_that_share_a_database_do_not_mix()
    {
        var (one, other) = (fixture.NewStore(), fixture.NewStore());
        await one.CommitAsync("model", new CheckpointCommit(0, "one"u8.ToArray(), [], []), default);
        Assert.Null(await other.ReadHeadAsync("model", default));
    }

    [PostgreSqlTheory]
    [InlineData("UPDATE plimsoll_checkpoint_heads SET manifest = set_byte(manifest, 40, get_byte(manifest, 40) # 1)", null)]
    [InlineData("UPDATE plimsoll_checkpoint_heads SET manifest = substr(manifest, 1, 10)", null)]
    [InlineData("UPDATE plimsoll_checkpoint_blocks SET content = set_byte(content, 0, get_byte(content, 0) # 1)", "b")]
    [InlineData("UPDATE plimsoll_checkpoint_blocks SET content = content || 'x'::bytea", "b")]
    [InlineData("DELETE FROM plimsoll_checkpoint_blocks", "b")]
    public async Task Damaged_row_is_found_out(string damage, string? block)
    {
        var store = fixture.NewStore();
        await store.CommitAsync("model", new CheckpointCommit(0, "the state of a model"u8.ToArray(), [new("b", "bytes"u8.ToArray())], []), default);
        await using (var command = fixture.Database.CreateCommand($"{damage} WHERE cluster = '{fixture.LastCluster}'"))
            await command.ExecuteNonQueryAsync();

        var error = await Assert.ThrowsAsync<CheckpointCorruptException>(async () =>
            await store.ReadBlocksAsync((await store.ReadHeadAsync("model", default))!, ["b"], default));

        Assert.Equal(block, error.Block);
    }

    [PostgreSqlFact]
    public async Task Block_that_another_writer_replaced_meanwhile_makes_the_head_stale()
    {
        var store = fixture.NewStore();
        await store.CommitAsync("model", new CheckpointCommit(0, default, [new("b", "1"u8.ToArray())], []), default);
        var head = (await store.ReadHeadAsync("model", default))!;
        await store.CommitAsync("model", new CheckpointCommit(1, default, [new("b", "2"u8.ToArray())], []), default);

        await Assert.ThrowsAsync<StaleHeadException>(async () => await store.ReadBlocksAsync(head, ["b"], default));
    }

    [PostgreSqlFact]
    public async Task Server_out_of_reach_makes_a_commit_unavailable()
    {
        await using var nowhere = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Username=x;Database=x;Timeout=5");
        var result = await new PostgreSqlCheckpointStore(nowhere, "c").CommitAsync("model", new CheckpointCommit(0, default, [], []), default);
        Assert.Equal(new CommitResult.Unavailable("store_unreachable"), result);
    }

    private sealed class Contract(PostgreSqlFixture fixture) : CheckpointStoreContract
    {
        protected override Task<ICheckpointStore> MakeEmptyAsync() => Task.FromResult<ICheckpointStore>(fixture.NewStore());
    }

    private sealed class LeaseContract(PostgreSqlFixture fixture) : LeaseStoreContract
    {
        protected override Task<ILeaseStore> MakeEmptyAsync() => Task.FromResult<ILeaseStore>(new CheckpointLeaseStore(fixture.NewStore()));
    }
}

/// <summary>One server for all tests of a class; each test has a cluster of its own in it.</summary>
public sealed class PostgreSqlFixture : IAsyncLifetime
{
    private PostgreSqlServer? _server;
    private NpgsqlDataSource? _database;
    private int _clusters;

    public NpgsqlDataSource Database => _database ?? throw new InvalidOperationException("There is no PostgreSQL here");

    public string LastCluster => $"c{_clusters}";

    public async Task InitializeAsync()
    {
        if (PostgreSqlServer.Missing is not null)
            return;
        _server = await PostgreSqlServer.StartAsync();
        _database = NpgsqlDataSource.Create(_server.ConnectionString);
        await PostgreSqlSchema.ApplyAsync(_database, default);
        await PostgreSqlSchema.ApplyAsync(_database, default);
    }

    public PostgreSqlCheckpointStore NewStore()
    {
        Interlocked.Increment(ref _clusters);
        return new PostgreSqlCheckpointStore(Database, LastCluster);
    }

    public async Task DisposeAsync()
    {
        if (_database is not null)
            await _database.DisposeAsync();
        if (_server is not null)
            await _server.DisposeAsync();
    }
}
