using System.Text.Json;
using Plimsoll.Alerting.Desk;
using Plimsoll.Storage.Checkpoints;

namespace Plimsoll.Storage.Desks;

/// <summary>
/// The alert desk's state as one head of a checkpoint store that holds no components. A writer that another has
/// overtaken finds a conflict.
/// </summary>
/// <param name="open">Called once, at the first reading.</param>
public sealed class CheckpointDeskStore(Func<ICheckpointStore> open)
{
    /// <summary>Of the one head in the store.</summary>
    public const string Key = "desk";

    private readonly Lazy<ICheckpointStore> _store = new(open);
    private long _version;

    /// <summary>What is wrong with the newest state in the store, where the one before was read last; null for nothing.</summary>
    public string? Damage { get; private set; }

    /// <summary>Null where there is none yet.</summary>
    /// <exception cref="InvalidDataException">What is stored is no state.</exception>
    /// <exception cref="CheckpointCorruptException">It fails its checksum; it is cleared away, so that the next writing finds a free place.</exception>
    public async Task<DeskState?> ReadAsync(CancellationToken cancellationToken)
    {
        var head = await ReadHeadAsync(cancellationToken);
        _version = head?.Version ?? 0;
        Damage = head?.Damage;
        if (head is null)
            return null;
        try
        {
            return JsonSerializer.Deserialize(head.State.Span, DeskJson.Default.DeskState);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"The alert desk's state cannot be read at byte {e.BytePositionInLine}", e);
        }
    }

    private async Task<CheckpointHead?> ReadHeadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _store.Value.ReadHeadAsync(Key, cancellationToken);
        }
        catch (CheckpointCorruptException)
        {
            await _store.Value.DeleteAsync(Key, cancellationToken);
            _version = 0;
            throw;
        }
    }

    public async Task<CommitResult> WriteAsync(DeskState state, CancellationToken cancellationToken)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(state, DeskJson.Default.DeskState);
        var result = await _store.Value.CommitAsync(Key, new CheckpointCommit(_version, bytes, [], []), cancellationToken);
        if (result is CommitResult.Committed committed)
            _version = committed.Head.Version;
        return result;
    }
}
