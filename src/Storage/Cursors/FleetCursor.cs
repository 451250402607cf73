using Plimsoll.Fleet;
using Plimsoll.Storage.Leases;

namespace Plimsoll.Storage.Cursors;

/// <summary>
/// How far work that exists once per fleet has come, kept where the members keep their leases: one small record, replaced
/// only on condition, so that a member which was stopped for long cannot set it back.
/// </summary>
public sealed class FleetCursor(ILeaseStore store, string name)
{
    private const string Begun = "begun";
    private const string Done = "done";

    private long _version;

    /// <summary>Null where there is none yet.</summary>
    public async ValueTask<CursorPosition?> ReadAsync(CancellationToken cancellationToken)
    {
        var (record, version) = await store.ReadAsync(name, cancellationToken);
        _version = version;
        return version == 0 ? null : new(record.Token, record.Holder == Begun);
    }

    /// <summary>Read it again before another try when the answer is not <see cref="LeaseWrite.Written"/>.</summary>
    public async ValueTask<LeaseWrite> WriteAsync(CursorPosition position, CancellationToken cancellationToken)
    {
        var record = new LeaseRecord(position.NextBegun ? Begun : Done, position.Through, 0);
        var write = await store.WriteAsync(name, record, _version, cancellationToken);
        if (write == LeaseWrite.Written)
            _version++;
        return write;
    }
}

/// <param name="Through">The last piece of work that is done.</param>
/// <param name="NextBegun">The next one had begun; how far it came is not known.</param>
public readonly record struct CursorPosition(long Through, bool NextBegun);
