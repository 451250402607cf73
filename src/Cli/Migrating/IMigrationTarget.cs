using Plimsoll.Storage.Checkpoints;

namespace Plimsoll.Cli.Migrating;

/// <summary>The database of a cluster.</summary>
internal interface IMigrationTarget : IAsyncDisposable
{
    ICheckpointStore Store { get; }

    /// <summary>What the alert desk remembers.</summary>
    ICheckpointStore Desk { get; }

    /// <summary>Whether the tables are there.</summary>
    Task<bool> IsPreparedAsync(CancellationToken cancellationToken);

    /// <summary>Makes the tables that are not there yet.</summary>
    Task PrepareAsync(CancellationToken cancellationToken);
}
