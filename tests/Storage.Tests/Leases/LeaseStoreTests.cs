using Plimsoll.Contract.Hosting;
using Plimsoll.Contract.Storage;
using Plimsoll.Fleet;
using Plimsoll.Storage.Checkpoints;
using Plimsoll.Storage.Leases;

namespace Plimsoll.Storage.Tests.Leases;

public sealed class LeasesInFilesTests : LeaseStoreContract, IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private FileCheckpointStore? _files;

    protected override Task<ILeaseStore> MakeEmptyAsync() =>
        Task.FromResult<ILeaseStore>(new CheckpointLeaseStore(_files = FileCheckpointStore.Open(_directory.Path)));

    public void Dispose()
    {
        _files?.Dispose();
        _directory.Dispose();
    }
}

public class LeasesInMemoryTests : LeaseStoreContract
{
    protected override Task<ILeaseStore> MakeEmptyAsync() => Task.FromResult<ILeaseStore>(new CheckpointLeaseStore(new MemoryStore()));

    [Fact]
    public async Task Store_that_commits_nothing_is_unavailable() =>
        Assert.Equal(
            LeaseWrite.Unavailable,
            await new CheckpointLeaseStore(new MemoryStore { Unavailable = true }).WriteAsync("judging", LeaseRecord.None, 0, default));
}
