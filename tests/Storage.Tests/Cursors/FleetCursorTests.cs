using Plimsoll.Storage.Checkpoints;
using Plimsoll.Storage.Cursors;
using Plimsoll.Storage.Leases;

namespace Plimsoll.Storage.Tests.Cursors;

public sealed class FleetCursorTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_cursor_survives_its_process_and_is_one_of_its_name()
    {
        using (var store = Open())
        {
            var cursor = Find(store, "cloudwatch");
            Assert.Null(await cursor.ReadAsync(default));
            Assert.Equal(LeaseWrite.Written, await cursor.WriteAsync(new(41, NextBegun: false), default));
            Assert.Equal(LeaseWrite.Written, await cursor.WriteAsync(new(41, NextBegun: true), default));
        }
        using var again = Open();
        Assert.Equal(new CursorPosition(41, NextBegun: true), await Find(again, "cloudwatch").ReadAsync(default));
        Assert.Null(await Find(again, "sagemaker").ReadAsync(default));
    }

    [Fact]
    public async Task Who_was_overtaken_cannot_set_it_back()
    {
        using var store = Open();
        var (old, heir) = (Find(store, "a"), Find(store, "a"));
        await old.ReadAsync(default);
        await heir.ReadAsync(default);
        Assert.Equal(LeaseWrite.Written, await heir.WriteAsync(new(7, false), default));

        Assert.Equal(LeaseWrite.Conflict, await old.WriteAsync(new(3, false), default));

        Assert.Equal(new CursorPosition(7, false), await old.ReadAsync(default));
    }

    private FileCheckpointStore Open() => FileCheckpointStore.Open(_folder.Path);

    private static FleetCursor Find(FileCheckpointStore store, string name) => new CursorStore(new CheckpointLeaseStore(store)).Find(name);
}
