using Plimsoll.Components.Views;

namespace Plimsoll.ComponentHost;

/// <summary>The side that people who watch work on.</summary>
public sealed partial class HostedComponent
{
    public async Task<RenewalReceipt?> RenewBaselineAsync(BaselineRenewal renewal)
    {
        var live = await LiveAsync();
        RenewalReceipt receipt;
        lock (_lock)
            receipt = live.Component.RenewBaseline(renewal, NowMs);
        return receipt.Refused is not null || await CommitAsync(CancellationToken.None) ? receipt : null;
    }

    public async Task<bool> RetireAsync()
    {
        var live = await LiveAsync();
        lock (_lock)
            live.Component.Retire(NowMs);
        return await CommitAsync(CancellationToken.None);
    }

    public async Task<QualityLoadView> GetQualityLoadAsync(QualityLoadQuery query)
    {
        var live = await LiveAsync();
        lock (_lock)
            return live.Component.QualityLoad(query);
    }
}
