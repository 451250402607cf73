using System.Runtime.CompilerServices;
using Plimsoll.Contract.Hosting;
using Plimsoll.Storage.Checkpoints;

namespace Plimsoll.Cluster.Tests.Faults;

/// <summary>A store that outlives the silos, with faults of its own.</summary>
internal sealed class FaultyStore : ICheckpointStore
{
    private readonly MemoryStore _inner = new();
    private int _conflicts;

    /// <summary>Before each answer.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>What each answer waits for.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>While set, every call fails, and nothing is committed.</summary>
    public bool Broken { get; set; }

    /// <summary>While set, what is committed is answered with a failure: the next commit meets a conflict with its own.</summary>
    public bool LosesAnswers { get; set; }

    public int Conflicts => Volatile.Read(ref _conflicts);

    public async ValueTask<CheckpointHead?> ReadHeadAsync(string key, CancellationToken cancellationToken)
    {
        await TroubleAsync(cancellationToken);
        return await _inner.ReadHeadAsync(key, cancellationToken);
    }

    public async ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> ReadBlocksAsync(CheckpointHead head, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        await TroubleAsync(cancellationToken);
        return await _inner.ReadBlocksAsync(head, names, cancellationToken);
    }

    public async ValueTask<CommitResult> CommitAsync(string key, CheckpointCommit commit, CancellationToken cancellationToken)
    {
        await TroubleAsync(cancellationToken);
        var result = await _inner.CommitAsync(key, commit, cancellationToken);
        if (result is CommitResult.Conflict)
            Interlocked.Increment(ref _conflicts);
        return LosesAnswers ? throw new IOException("the answer was lost") : result;
    }

    public async IAsyncEnumerable<string> ListKeysAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await TroubleAsync(cancellationToken);
        await foreach (var key in _inner.ListKeysAsync(cancellationToken))
            yield return key;
    }

    public ValueTask DeleteAsync(string key, CancellationToken cancellationToken) => _inner.DeleteAsync(key, cancellationToken);

    private async Task TroubleAsync(CancellationToken cancellationToken)
    {
        await Gate.WaitAsync(cancellationToken);
        if (Delay > TimeSpan.Zero)
            await Task.Delay(Delay, TimeProvider.System, cancellationToken);
        if (Broken)
            throw new IOException("the store is broken");
    }
}
