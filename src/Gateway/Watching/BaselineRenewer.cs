using Plimsoll.Components;
using Plimsoll.Components.Views;

namespace Plimsoll.Gateway.Watching;

/// <summary>Begins baselines anew, for the API and the console, and notes who asked for it.</summary>
internal sealed partial class BaselineRenewer(IWatchedComponents components, ILogger<BaselineRenewer> logger)
{
    /// <returns>Null when it could not be saved.</returns>
    public async Task<RenewalReceipt?> RenewAsync(string component, BaselineRenewal renewal)
    {
        var receipt = await components.FindWatched(component).RenewBaselineAsync(renewal);
        if (receipt is { Refused: null })
            Renewed(component, renewal.By);
        return receipt;
    }
}
