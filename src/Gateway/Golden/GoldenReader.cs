using Plimsoll.Components;
using Plimsoll.Components.Views;
using Plimsoll.Configuration;

namespace Plimsoll.Gateway.Golden;

/// <summary>Collects what golden sets found, and which are configured.</summary>
internal sealed class GoldenReader(PlimsollOptions options, IComponentDirectory directory, IGoldenComponents components, TimeProvider time)
{
    /// <summary>Of the components that the configuration names; a component's sets, known from runs, follow those of the configuration.</summary>
    public async Task<IReadOnlyList<GoldenRow>> ReadAllAsync()
    {
        var rows = new List<GoldenRow>();
        foreach (var component in options.Golden.Select(g => g.Component).Distinct().Order(StringComparer.Ordinal))
            rows.AddRange(await ReadAsync(component));
        return rows;
    }

    public async Task<IReadOnlyList<GoldenRow>> ReadAsync(string component)
    {
        IReadOnlyList<GoldenSetView> known = await directory.ExistsAsync(component) ? (await components.FindGolden(component).GetGoldenAsync()).Sets : [];
        var configured = options.Golden.Where(g => g.Component == component).ToList();
        return
        [
            .. configured.Select(g => g.Name).Union(known.Select(k => k.Set)).Select(name =>
                Row(component, name, configured.Find(g => g.Name == name), known.FirstOrDefault(k => k.Set == name))),
        ];
    }

    private GoldenRow Row(string component, string name, GoldenOptions? configured, GoldenSetView? known) => new(
        component, name, configured is null ? null : configured.Slot(time.GetUtcNow()) + configured.Every,
        known?.Regressed, known?.ReferenceAt, known?.RunCount ?? 0, known?.Runs ?? []);
}
