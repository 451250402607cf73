using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Plimsoll.Components.Views;

namespace Plimsoll.Grains.Fleet;

/// <summary>One in each silo.</summary>
[Reentrant]
public sealed class RosterService(GrainId id, Silo silo, ILoggerFactory logs, SiloResidents residents)
    : GrainService(id, silo, logs), IRosterService
{
    public async Task<ComponentSummary[]> ListAsync()
    {
        var rows = new List<ComponentSummary>();
        foreach (var component in residents.All.Where(c => c.InMemory))
            rows.Add(await component.GetSummaryAsync());
        return [.. rows];
    }

    public Task<string[]> ListNamesAsync() => Task.FromResult<string[]>([.. residents.Names]);

    public Task<bool> HasAsync(string component) => Task.FromResult(residents.Find(component) is not null);
}
