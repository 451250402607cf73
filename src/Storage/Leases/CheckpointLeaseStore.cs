using System.Text.Json;
using Plimsoll.Fleet;
using Plimsoll.Storage.Checkpoints;

namespace Plimsoll.Storage.Leases;

/// <summary>Leases as heads of a checkpoint store that holds nothing else: its conditional commit is all they need.</summary>
public sealed class CheckpointLeaseStore(ICheckpointStore leases) : ILeaseStore
{
    public async ValueTask<StoredLease> ReadAsync(string name, CancellationToken cancellationToken) =>
        await leases.ReadHeadAsync(name, cancellationToken) is { } head ? new StoredLease(Decode(head), head.Version) : StoredLease.None;

    public async ValueTask<LeaseWrite> WriteAsync(string name, LeaseRecord next, long expected, CancellationToken cancellationToken)
    {
        var commit = new CheckpointCommit(expected, JsonSerializer.SerializeToUtf8Bytes(next), [], []);
        return await leases.CommitAsync(name, commit, cancellationToken) switch
        {
            CommitResult.Committed => LeaseWrite.Written,
            CommitResult.Conflict => LeaseWrite.Conflict,
            _ => LeaseWrite.Unavailable,
        };
    }

    private static LeaseRecord Decode(CheckpointHead head) =>
        JsonSerializer.Deserialize<LeaseRecord>(head.State.Span) ?? throw new CheckpointCorruptException($"The record of lease '{head.Key}' is empty");
}
