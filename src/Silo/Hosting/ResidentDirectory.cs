using Plimsoll.ComponentHost;
using Plimsoll.Components;
using Plimsoll.Components.Views;
using Plimsoll.Grains;

namespace Plimsoll.Silo.Hosting;

/// <summary>The components of this silo alone: each silo exposes its own metrics, so that a fleet's are scraped once.</summary>
internal sealed class ResidentDirectory(SiloResidents residents) : IComponentDirectory
{
    public IInferenceComponent Get(string component) =>
        residents.Find(component) ?? throw new InvalidOperationException($"Component {component} lives in another silo");

    public async Task<IReadOnlyList<ComponentSummary>> ListAsync()
    {
        var rows = new List<ComponentSummary>();
        foreach (var component in Sorted().Where(c => c.InMemory))
            rows.Add(await component.GetSummaryAsync());
        return rows;
    }

    public Task<IReadOnlyList<string>> ListNamesAsync() => Task.FromResult<IReadOnlyList<string>>([.. Sorted().Select(c => c.Name)]);

    public Task<bool> ExistsAsync(string component) => Task.FromResult(residents.Find(component) is not null);

    private IEnumerable<HostedComponent> Sorted() => residents.All.OrderBy(c => c.Name, StringComparer.Ordinal);
}
