using Plimsoll.Components.Views;

namespace Plimsoll.ComponentHost;

/// <summary>The side that a user is erased from.</summary>
public sealed partial class HostedComponent
{
    /// <summary>A store may keep the version before the newest.</summary>
    private const int CommitsToForget = 2;

    public async Task<ErasureReceipt?> EraseAsync(ErasureOrder order)
    {
        var live = await LiveAsync();
        await _io.WaitAsync();
        try
        {
            ErasureReceipt receipt;
            lock (_lock)
                receipt = live.Component.Erase(order);
            for (var commit = 0; commit < CommitsToForget; commit++)
            {
                if (!await CommitOneAsync(new StoreRewrite(order), CancellationToken.None))
                    return null;
            }
            return await ProveAsync(live, receipt, order);
        }
        finally
        {
            _io.Release();
        }
    }

    /// <summary>Null where another state has taken the place of the one that was erased from.</summary>
    private async Task<ErasureReceipt?> ProveAsync(LiveState live, ErasureReceipt receipt, ErasureOrder order)
    {
        lock (_lock)
        {
            if (_live != live)
                return null;
        }
        var (bytes, found) = await _services.Search.RunAsync(live.Head!, order.Pseudonyms);
        return receipt with { BytesSearched = bytes, Found = found };
    }
}
