using Plimsoll.Storage.Checkpoints;
using Plimsoll.Storage.Desks;

namespace Plimsoll.Cli.Migrating;

/// <summary>
/// Copies what the alert desk remembers: alerts with who acknowledged them, silences, incidents, and what every channel was told.
/// A desk that the cluster has begun itself is left as it is.
/// </summary>
/// <param name="dataDirectory">Of the gateway that ran by itself.</param>
/// <param name="target">Null in a dry run where the cluster has no tables yet.</param>
internal sealed class DeskMigration(string dataDirectory, ICheckpointStore? target, bool dryRun)
{
    private const string What = "alerts, acknowledgements, silences and incidents";

    /// <summary>What was done, in words; null where the gateway had no desk.</summary>
    public async Task<(string Line, bool Whole)?> RunAsync(CancellationToken cancellationToken)
    {
        var directory = Path.Combine(dataDirectory, "alerts");
        if (!Directory.Exists(directory))
            return null;
        using var source = FileCheckpointStore.Open(directory);
        try
        {
            return await source.ReadHeadAsync(CheckpointDeskStore.Key, cancellationToken) is { } head ? await CopyAsync(head, cancellationToken) : null;
        }
        catch (CheckpointCorruptException damaged)
        {
            return ($"Not migrated: {What}: {damaged.Message}", false);
        }
    }

    private async Task<(string Line, bool Whole)> CopyAsync(CheckpointHead head, CancellationToken cancellationToken)
    {
        var there = target is null ? null : await target.ReadHeadAsync(CheckpointDeskStore.Key, cancellationToken);
        if (there is not null)
            return (IsSame(head, there) ? $"There already: {What}" : $"Left as they are: {What} that the cluster has of its own", true);
        if (target is null || dryRun)
            return ($"Would copy {What}", true);
        var result = await target.CommitAsync(CheckpointDeskStore.Key, new CheckpointCommit(0, head.State, [], []), cancellationToken);
        var written = result is CommitResult.Committed ? await target.ReadHeadAsync(CheckpointDeskStore.Key, cancellationToken) : null;
        return written is not null && IsSame(head, written) ? ($"Copied {What}", true) : ($"Not migrated: {What}: what was written does not read back", false);
    }

    private static bool IsSame(CheckpointHead one, CheckpointHead other) => one.State.Span.SequenceEqual(other.State.Span);
}
