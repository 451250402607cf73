using Plimsoll.Components;
using Plimsoll.Components.Views;

namespace Plimsoll.Gateway.Costs;

/// <summary>Asks components for their days, a few at a time.</summary>
internal sealed class EvidenceReader(IComponentDirectory directory, IEvidenceComponents components)
{
    private const int AtOnce = 8;

    /// <param name="names">Null for all components; those named exist.</param>
    /// <param name="query">Asked once for each component.</param>
    public async Task<IReadOnlyList<T>> ReadAsync<T>(
        IReadOnlyList<string>? names, Func<EvidenceQuery> query, Func<EvidenceSet, Task<T>> make, CancellationToken cancellation)
    {
        var all = names ?? await directory.ListNamesAsync();
        var results = new T[all.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
        await Parallel.ForEachAsync(Enumerable.Range(0, all.Count), parallel, async (i, _) =>
            results[i] = await make(await components.FindEvidence(all[i]).GetEvidenceAsync(query())));
        return results;
    }
}
