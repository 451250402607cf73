using Plimsoll.Components.Alerting;
using Plimsoll.Components.Golden;
using Plimsoll.Components.Reporting;
using Plimsoll.Components.Views;

namespace Plimsoll.Components;

/// <summary>What golden sets found.</summary>
public sealed partial class InferenceComponent
{
    /// <summary>Files what a golden set found.</summary>
    public GoldenReceipt FileGolden(GoldenFiling filing, long nowMs)
    {
        _data.Version++;
        return new(_data.Golden.Keep(filing, AlertEffects.SubjectOf(_data, nowMs).ModelVersion, _data.Version));
    }

    /// <summary>By a person: what the set finds next is right.</summary>
    public GoldenReceipt AcceptGolden(string set)
    {
        _data.Version++;
        return new(_data.Golden.Accept(set, _data.Version));
    }

    public GoldenView Golden() => new(GoldenReporting.Sets(_data, GoldenTrack.MaxRuns));
}
