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

    /// <summary>By a person: the component was deleted or scaled to zero on purpose. Its alerts end, and nothing is watched until requests come again.</summary>
    public void Retire(long nowMs)
    {
        nowMs = Math.Max(nowMs, _data.LastTickMs);
        _data.Version++;
        _data.Alerts.Retire(_data, nowMs);
        StateChange.Note(_data, StateJudge.Judge(_data, nowMs), nowMs);
    }

    public QualityLoadView QualityLoad(QualityLoadQuery query) => QualityLoadReport.Make(_data, query);
}
