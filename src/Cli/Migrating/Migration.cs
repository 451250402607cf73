using System.Collections.Concurrent;
using Plimsoll.Storage.Checkpoints;

namespace Plimsoll.Cli.Migrating;

/// <summary>Copies every component of a store, a few at a time.</summary>
internal sealed class Migration(ICheckpointStore source, ICheckpointStore? target, bool dryRun)
{
    private const int AtOnce = 4;

    private readonly ComponentMigration _component = new(source, target, dryRun);

    /// <summary>Outcomes by component. Throws what the target throws when it cannot be reached.</summary>
    public async Task<IReadOnlyDictionary<string, MigrationOutcome>> RunAsync(Action<int, int> progress, CancellationToken cancellationToken)
    {
        var keys = new List<string>();
        await foreach (var key in source.ListKeysAsync(cancellationToken))
            keys.Add(key);
        var outcomes = new ConcurrentDictionary<string, MigrationOutcome>(StringComparer.Ordinal);
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(keys, options, async (key, cancel) =>
        {
            outcomes[key] = await _component.RunAsync(key, cancel);
            progress(outcomes.Count, keys.Count);
        });
        return outcomes;
    }
}
