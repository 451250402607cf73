using Plimsoll.Components;
using Plimsoll.Storage.Checkpoints;

namespace Plimsoll.Cli.Migrating;

/// <summary>
/// Copies a component's checkpoint: its history, the watermarks of what it has counted, and its pending effects. Done
/// again it changes nothing, and it never takes from the target what the source does not have.
/// </summary>
internal sealed class ComponentMigration(ICheckpointStore source, ICheckpointStore? target, bool dryRun)
{
    /// <summary>Throws what the target throws when it cannot be reached.</summary>
    public async Task<MigrationOutcome> RunAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            if (await source.ReadHeadAsync(key, cancellationToken) is not { } head)
                return new MigrationOutcome.Refused("its checkpoint is gone");
            if (head.Damage is { } damage)
                return new MigrationOutcome.Refused($"{damage}; a gateway that starts on it repairs it from the version before and the journal");
            var there = target is null ? null : await target.ReadHeadAsync(key, cancellationToken);
            if (there is null)
                return await CopyAsync(head, there, cancellationToken);
            return Descent.Of(head, there) switch
            {
                Kinship.Same or Kinship.Descendant => new MigrationOutcome.AlreadyThere(),
                Kinship.Ancestor => await CopyAsync(head, there, cancellationToken),
                _ => new MigrationOutcome.Refused("source and cluster have each counted what the other has not"),
            };
        }
        catch (CheckpointCorruptException damaged)
        {
            return new MigrationOutcome.Refused(damaged.Message);
        }
        catch (NewerStateException newer)
        {
            return new MigrationOutcome.Refused(newer.Message);
        }
    }

    private async Task<MigrationOutcome> CopyAsync(CheckpointHead head, CheckpointHead? there, CancellationToken cancellationToken)
    {
        var (blocks, damaged) = await ReadAsync(head, cancellationToken);
        var copied = new MigrationOutcome.Copied(blocks.Count, head.State.Length + blocks.Sum(b => (long)b.Bytes.Length), damaged);
        if (target is null || dryRun)
            return copied;
        var kept = blocks.Select(b => b.Name).ToHashSet(StringComparer.Ordinal);
        var commit = new CheckpointCommit(there?.Version ?? 0, head.State, blocks, [.. there?.Blocks.Where(b => !kept.Contains(b)) ?? []]);
        return await target.CommitAsync(head.Key, commit, cancellationToken) switch
        {
            CommitResult.Committed => await IsWholeAsync(head, blocks, cancellationToken) ? copied : new MigrationOutcome.Refused("what was written does not read back"),
            CommitResult.Conflict => new MigrationOutcome.Refused("the cluster changed it at the same time"),
            CommitResult.Unavailable unavailable => new MigrationOutcome.Refused($"not written: {unavailable.Reason}"),
            _ => throw new InvalidOperationException("A commit has three outcomes"),
        };
    }

    /// <exception cref="CheckpointCorruptException">A block is damaged that the component cannot do without.</exception>
    private async Task<(IReadOnlyList<BlockWrite> Blocks, IReadOnlyList<string> Damaged)> ReadAsync(CheckpointHead head, CancellationToken cancellationToken)
    {
        var needed = Descent.IsComponent(head) ? InferenceComponent.ResidentBlocks(head.State).ToHashSet(StringComparer.Ordinal) : [.. head.Blocks];
        var (blocks, damaged) = (new List<BlockWrite>(), new List<string>());
        foreach (var name in head.Blocks)
        {
            try
            {
                blocks.Add(new BlockWrite(name, (await source.ReadBlocksAsync(head, [name], cancellationToken))[0]));
            }
            catch (CheckpointCorruptException) when (!needed.Contains(name))
            {
                damaged.Add(name);
            }
        }
        return (blocks, damaged);
    }

    private async Task<bool> IsWholeAsync(CheckpointHead head, IReadOnlyList<BlockWrite> blocks, CancellationToken cancellationToken)
    {
        if (await target!.ReadHeadAsync(head.Key, cancellationToken) is not { } written || !written.State.Span.SequenceEqual(head.State.Span))
            return false;
        var contents = await target.ReadBlocksAsync(written, [.. blocks.Select(b => b.Name)], cancellationToken);
        return blocks.Zip(contents).All(pair => pair.First.Bytes.Span.SequenceEqual(pair.Second.Span));
    }
}
