using Plimsoll.Contract.Storage;
using Plimsoll.Storage.Checkpoints;

namespace Plimsoll.Storage.Tests.Checkpoints;

public sealed class FileCheckpointStoreContractTests : CheckpointStoreContract, IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private FileCheckpointStore? _store;

    protected override Task<ICheckpointStore> MakeEmptyAsync() =>
        Task.FromResult<ICheckpointStore>(_store = FileCheckpointStore.Open(_directory.Path));

    public void Dispose()
    {
        _store?.Dispose();
        _directory.Dispose();
    }
}
