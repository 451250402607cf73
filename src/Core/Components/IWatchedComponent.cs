using Plimsoll.Components.Views;

namespace Plimsoll.Components;

/// <summary>The side of an inference component that people who watch it work on.</summary>
public interface IWatchedComponent
{
    /// <summary>Begins the baseline of drift anew; null when it could not be committed: ask again.</summary>
    Task<RenewalReceipt?> RenewBaselineAsync(BaselineRenewal renewal);

    /// <summary>Ends the component's alerts, for it was deleted or scaled to zero on purpose, until it has requests again; false when that could not be committed: ask again.</summary>
    Task<bool> RetireAsync();

    /// <summary>Whether poor scores go with load.</summary>
    Task<QualityLoadView> GetQualityLoadAsync(QualityLoadQuery query);
}

/// <summary>The port to wherever components live.</summary>
public interface IWatchedComponents
{
    IWatchedComponent FindWatched(string component);
}
