namespace Plimsoll.Storage.Funds;

/// <summary>Where a fleet keeps its budget: one record that is replaced only on condition, so that it needs no keeper of its own.</summary>
public interface IFundsStore
{
    /// <summary>The record; empty with version 0 before the first.</summary>
    ValueTask<(ReadOnlyMemory<byte> State, long Version)> ReadAsync(CancellationToken cancellationToken);

    /// <summary>False when another came first, or when nothing is known to be written: read again.</summary>
    ValueTask<bool> WriteAsync(ReadOnlyMemory<byte> state, long expected, CancellationToken cancellationToken);
}
