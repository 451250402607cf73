namespace Plimsoll.Storage.Checkpoints;

/// <summary>What became of a commit.</summary>
public abstract record CommitResult
{
    private CommitResult() { }

    public sealed record Committed(CheckpointHead Head) : CommitResult;

    /// <summary>Another writer came first: this one is stale and must re-read.</summary>
    public sealed record Conflict(long CurrentVersion) : CommitResult;

    /// <summary>
    /// Nothing is known to be committed, for example because the disk is full; try again later. A conflict then means that
    /// it was committed after all: re-read.
    /// </summary>
    /// <param name="Reason">A fixed word for metrics, such as <c>disk_full</c>.</param>
    public sealed record Unavailable(string Reason) : CommitResult;
}
