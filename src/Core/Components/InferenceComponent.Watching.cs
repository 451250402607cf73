using Plimsoll.Alerting.Rules;
using Plimsoll.Components.Reporting;
using Plimsoll.Components.Views;

namespace Plimsoll.Components;

/// <summary>What people who watch a component ask of it.</summary>
public sealed partial class InferenceComponent
{
    /// <summary>By a person: what the component does now is its new usual.</summary>
    public RenewalReceipt RenewBaseline(BaselineRenewal renewal, long nowMs)
    {
        if (!renewal.Force && _data.Alerts.Fires(_data.Settings.Alerts, AlertFamily.Drift))
            return new("firing");
        _data.Drift.Begin(new(nowMs, renewal.Reason, renewal.By), ++_data.Version);
        return new(null);
    }

    public QualityLoadView QualityLoad(QualityLoadQuery query) => QualityLoadReport.Make(_data, query);
}
