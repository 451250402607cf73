using Plimsoll.Components.Views;

namespace Plimsoll.ComponentHost;

/// <summary>The side that people who roll out work on.</summary>
public sealed partial class HostedComponent
{
    public async Task<RearmReceipt?> RearmRolloutAsync()
    {
        var live = await LiveAsync();
        RearmReceipt receipt;
        lock (_lock)
            receipt = live.Component.RearmRollout(NowMs);
        return receipt.Refused is not null || await CommitAsync(CancellationToken.None) ? receipt : null;
    }
}
