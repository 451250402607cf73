using Plimsoll.Storage.Cursors;
using Plimsoll.Storage.Leases;

namespace Plimsoll.Gateway.Publishing;

/// <summary>Which minutes are published, at rest: a minute is marked before its first call and after its last one.</summary>
internal sealed class PublishingRecord(FleetCursor cursor, PublishingEvents events)
{
    private long? _begun;

    /// <summary>The last minute that was published wholly; null where none was.</summary>
    public long? Through { get; private set; }

    public bool Known { get; private set; }

    public async Task ReadAsync(CancellationToken stopping)
    {
        var position = await cursor.ReadAsync(stopping);
        (Through, _begun, Known) = (position?.Through, null, true);
        if (position is { NextBegun: true })
            events.MaybeDoubled("restart");
    }

    public void Forget() => (Through, _begun, Known) = (null, null, false);

    /// <summary>False when it could not be written, or when another member went on meanwhile.</summary>
    public async Task<bool> BeginAsync(long minute, CancellationToken stopping)
    {
        if (_begun == minute)
            return true;
        if (!await WriteAsync(new(Through ?? minute - 1, NextBegun: true), stopping))
            return false;
        _begun = minute;
        return true;
    }

    public async Task<bool> FinishAsync(long minute, CancellationToken stopping)
    {
        if (!await WriteAsync(new(minute, NextBegun: false), stopping))
            return false;
        Through = minute;
        return true;
    }

    private async Task<bool> WriteAsync(CursorPosition position, CancellationToken stopping)
    {
        var write = await cursor.WriteAsync(position, stopping);
        if (write == LeaseWrite.Written)
            return true;
        events.CursorNotSaved(write.ToString());
        Known = false;
        return false;
    }
}
