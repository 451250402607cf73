using Plimsoll.Components.Views;

namespace Plimsoll.ComponentHost;

/// <summary>The side that reports work on.</summary>
public sealed partial class HostedComponent
{
    public async Task<EvidenceSet> GetEvidenceAsync(EvidenceQuery query)
    {
        var live = await LiveAsync();
        IReadOnlyList<string> names;
        lock (_lock)
            names = live.Component.ArchivedEvidence(query);
        var archived = await ArchivedAsync(live, names);
        lock (_lock)
            return live.Component.Evidence(query, NowMs, archived) with { Missing = names.Count - archived.Count };
    }
}
