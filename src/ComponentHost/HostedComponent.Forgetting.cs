namespace Plimsoll.ComponentHost;

/// <summary>The side that keeps the promise of retention in the store: what the state dropped is dropped there too.</summary>
public sealed partial class HostedComponent
{
    /// <summary>How long the store may keep what judges said and the component has dropped.</summary>
    public static readonly TimeSpan ForgetsWithin = TimeSpan.FromMinutes(30);

    /// <summary>Has the store move what is alive when judges' words have changed and the last time is long enough ago.</summary>
    public async Task ForgetDroppedAsync()
    {
        LiveState? live;
        lock (_lock)
        {
            live = _live;
            if (live is null || !live.MustForget(live.Component.SaidVersion, NowMs))
                return;
        }
        await _io.WaitAsync();
        try
        {
            long said;
            lock (_lock)
                said = live.Component.SaidVersion;
            for (var commit = 0; commit < CommitsToForget; commit++)
            {
                if (!await CommitOneAsync(new StoreRewrite(), CancellationToken.None))
                    return;
            }
            lock (_lock)
                live.Forgot(said, NowMs);
        }
        finally
        {
            _io.Release();
        }
    }
}
