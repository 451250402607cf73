using Plimsoll.Fleet;
using Plimsoll.Storage.Leases;

namespace Plimsoll.ComponentHost.Leases;

/// <summary>One lease as this process sees it. One caller at a time keeps it; any may ask for its token.</summary>
internal sealed class KeptLease(string name, string member, ILeaseStore store, LeaseSettings settings, TimeProvider time, LeaseEvents events)
{
    private readonly Lock _lock = new();
    private readonly LeaseMember _member = new(member, settings);
    private long _version;
    private long? _reported;

    private long NowMs => (long)time.GetElapsedTime(0).TotalMilliseconds;

    public long? Token()
    {
        lock (_lock)
            return _member.Token(NowMs);
    }

    /// <summary>Renews what is held, and takes what nobody holds. Asks the store no longer than a renewal may take.</summary>
    public async Task KeepAsync(CancellationToken stopping)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromMilliseconds(settings.RenewalMs), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, late.Token);
        try
        {
            await KeepOnceAsync(either.Token);
        }
        catch (Exception trouble) when (!stopping.IsCancellationRequested)
        {
            events.Failed(name, trouble);
        }
        Report();
    }

    /// <summary>Gives the lease back, so that nobody has to wait for its end.</summary>
    public async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        if (Decide(m => m.Release()) is { } free)
            await WriteAsync(free, cancellationToken);
        Report();
    }

    private async Task KeepOnceAsync(CancellationToken cancellationToken)
    {
        if (Token() is null)
            await ReadAsync(cancellationToken);
        if (Decide(m => m.Next(NowMs)) is { } next && !await WriteAsync(next, cancellationToken))
            await ReadAsync(cancellationToken);
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var stored = await store.ReadAsync(name, cancellationToken);
        lock (_lock)
        {
            _version = stored.Version;
            _member.Observe(stored.Record, NowMs);
        }
    }

    private async Task<bool> WriteAsync(LeaseRecord next, CancellationToken cancellationToken)
    {
        var started = NowMs;
        switch (await store.WriteAsync(name, next, _version, cancellationToken))
        {
            case LeaseWrite.Written:
                lock (_lock)
                {
                    _version++;
                    _member.Written(next, started);
                }
                return true;
            case LeaseWrite.Unavailable:
                events.StoreUnavailable(name);
                return false;
            default:
                return false;
        }
    }

    private LeaseRecord? Decide(Func<LeaseMember, LeaseRecord?> decision)
    {
        lock (_lock)
            return decision(_member);
    }

    private void Report()
    {
        var token = Token();
        events.Changed(name, _reported, token);
        _reported = token;
    }
}
