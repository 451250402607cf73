using Plimsoll.Cli.Migrating;
using Plimsoll.Components;
using Plimsoll.Contract.Hosting;
using Plimsoll.Contract.Servers;
using Plimsoll.Storage.Checkpoints;
using Plimsoll.Storage.Checkpoints.DynamoDb;
using Plimsoll.Support;

namespace Plimsoll.Cli.Tests.Migrating;

public class ComponentMigrationTests
{
    private const string Name = "support chat/EU";
    private readonly MemoryStore _source = new();
    private readonly MemoryStore _target = new();

    [NodeFact(DynamoDbServer.Folder)]
    public async Task History_on_DynamoDB_is_what_it_was_in_memory()
    {
        var history = await new EmbeddedHistory(_source, Name).LiveAsync(40);
        await using var server = await DynamoDbServer.StartAsync();
        using var database = server.Connect();
        await DynamoDbTable.EnsureAsync(database, "checkpoints", default);
        var store = new DynamoDbCheckpointStore(database, "checkpoints");

        Assert.IsType<MigrationOutcome.Copied>(await new ComponentMigration(_source, store, dryRun: false).RunAsync(Name, default));

        Assert.Equal(await history.ReadAsync(_source), await history.ReadAsync(store));
    }

    [Fact]
    public async Task Second_run_finds_everything_there()
    {
        await new EmbeddedHistory(_source, Name).LiveAsync(2);
        Assert.IsType<MigrationOutcome.Copied>(await MigrateAsync());
        Assert.IsType<MigrationOutcome.AlreadyThere>(await MigrateAsync());
    }

    [Fact]
    public async Task Source_that_went_on_replaces_the_older_copy_with_all_its_blocks()
    {
        var history = await new EmbeddedHistory(_source, Name).LiveAsync(2);
        await MigrateAsync();
        await history.LiveAsync(30);

        Assert.IsType<MigrationOutcome.Copied>(await MigrateAsync());

        Assert.Equal(await history.ReadAsync(_source), await history.ReadAsync(_target));
        Assert.Equal((await HeadAsync(_source)).Blocks.Order(), (await HeadAsync(_target)).Blocks.Order());
    }

    [Fact]
    public async Task Cluster_that_went_on_keeps_what_it_has()
    {
        var cluster = await new EmbeddedHistory(_target, Name).LiveAsync(2);
        var older = await HeadAsync(_target);
        await _source.CommitAsync(Name, new CheckpointCommit(0, older.State, [], []), default);
        await cluster.LiveAsync(1);
        var before = await cluster.ReadAsync(_target);

        Assert.IsType<MigrationOutcome.AlreadyThere>(await MigrateAsync());

        Assert.Equal(before, await cluster.ReadAsync(_target));
    }

    [Fact]
    public async Task Cluster_that_counted_something_else_is_left_alone()
    {
        await new EmbeddedHistory(_source, Name).LiveAsync(2);
        var cluster = await new EmbeddedHistory(_target, Name).LiveAsync(3);
        var before = await cluster.ReadAsync(_target);

        Assert.IsType<MigrationOutcome.Refused>(await MigrateAsync());

        Assert.Equal(before, await cluster.ReadAsync(_target));
    }

    [Fact]
    public async Task Dry_run_counts_and_writes_nothing()
    {
        await new EmbeddedHistory(_source, Name).LiveAsync(2);
        var outcome = Assert.IsType<MigrationOutcome.Copied>(await new ComponentMigration(_source, _target, dryRun: true).RunAsync(Name, default));
        Assert.True(outcome is { Blocks: > 2, Bytes: > 1000 });
        Assert.Null(await _target.ReadHeadAsync(Name, default));
    }

    [Fact]
    public async Task Store_that_does_not_take_it_is_a_refusal_with_the_reason()
    {
        await new EmbeddedHistory(_source, Name).LiveAsync(1);
        _target.Unavailable = true;
        Assert.Equal(new MigrationOutcome.Refused("not written: disk_full"), await MigrateAsync());
    }

    [Fact]
    public async Task Damaged_checkpoint_is_a_refusal_and_nothing_is_written()
    {
        await new EmbeddedHistory(_source, Name).LiveAsync(1);
        _source.Corrupt.Add(Name);
        Assert.IsType<MigrationOutcome.Refused>(await MigrateAsync());
        Assert.Null(await _target.ReadHeadAsync(Name, default));
    }

    [Fact]
    public async Task State_that_a_later_build_saved_is_a_refusal_on_either_side()
    {
        await new EmbeddedHistory(_source, Name).LiveAsync(1);
        await new EmbeddedHistory(_target, Name).LiveAsync(1);
        await MakeNewerAsync(_target);
        Assert.IsType<MigrationOutcome.Refused>(await MigrateAsync());

        await _target.DeleteAsync(Name, default);
        await MakeNewerAsync(_source);
        Assert.IsType<MigrationOutcome.Refused>(await MigrateAsync());
        Assert.Null(await _target.ReadHeadAsync(Name, default));
    }

    [Fact]
    public async Task Damaged_old_hour_is_named_and_the_rest_is_copied()
    {
        await new EmbeddedHistory(_source, Name).LiveAsync(40);
        var head = await HeadAsync(_source);
        var old = head.Blocks.Except(InferenceComponent.ResidentBlocks(head.State)).First();

        var outcome = await new ComponentMigration(new DamagedStore(_source, old), _target, dryRun: false).RunAsync(Name, default);

        Assert.Equal([old], Assert.IsType<MigrationOutcome.Copied>(outcome).DamagedBlocks);
        Assert.Equal(head.Blocks.Except([old]).Order(), (await HeadAsync(_target)).Blocks.Order());
    }

    private static async Task MakeNewerAsync(MemoryStore store)
    {
        var head = await HeadAsync(store);
        var state = head.State.ToArray();
        state[0] = 200;
        await store.CommitAsync(Name, new CheckpointCommit(head.Version, state, [], []), default);
    }

    private static async Task<CheckpointHead> HeadAsync(MemoryStore store) => (await store.ReadHeadAsync(Name, default))!;

    private Task<MigrationOutcome> MigrateAsync() => new ComponentMigration(_source, _target, dryRun: false).RunAsync(Name, default);
}
