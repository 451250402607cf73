using Plimsoll.Components.Views;

namespace Plimsoll.ComponentHost;

/// <summary>The side that golden sets are filed on.</summary>
public sealed partial class HostedComponent
{
    public async Task<GoldenReceipt?> FileGoldenRunAsync(GoldenFiling filing)
    {
        var live = await LiveAsync();
        GoldenReceipt receipt;
        lock (_lock)
            receipt = live.Component.FileGolden(filing, NowMs);
        return receipt.Refused is not null || await CommitAsync(CancellationToken.None) ? receipt : null;
    }

    public async Task<GoldenReceipt?> AcceptGoldenAsync(string set)
    {
        var live = await LiveAsync();
        GoldenReceipt receipt;
        lock (_lock)
            receipt = live.Component.AcceptGolden(set);
        return receipt.Refused is not null || await CommitAsync(CancellationToken.None) ? receipt : null;
    }

    public async Task<GoldenView> GetGoldenAsync()
    {
        var live = await LiveAsync();
        lock (_lock)
            return live.Component.Golden();
    }
}
