using System.Collections.Concurrent;
using Plimsoll.Components;

namespace Plimsoll.Gateway.Interactions;

/// <summary>What counts as slow: above the 95th percentile of a component's total latency over its retained history. Each is taken anew after a minute.</summary>
internal sealed class SlowThresholds(IComponentDirectory directory, TimeProvider time)
{
    /// <summary>Components over which one search can compare each with its own.</summary>
    public const int MaxComponents = 100;

    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, (double? Ms, DateTimeOffset At)> _known = new();

    /// <summary>The thresholds of one component or of all, ms; null when all are more than <see cref="MaxComponents"/>.</summary>
    public async Task<IReadOnlyDictionary<string, double?>?> OfAsync(string? component)
    {
        IReadOnlyList<string> names = component is null ? await directory.ListNamesAsync()
            : await directory.ExistsAsync(component) ? [component] : [];
        if (names.Count > MaxComponents)
            return null;
        var found = new Dictionary<string, double?>();
        foreach (var name in names)
            found[name] = await OneAsync(name);
        return found;
    }

    private async Task<double?> OneAsync(string component)
    {
        var now = time.GetUtcNow();
        if (_known.TryGetValue(component, out var known) && now - known.At < Fresh)
            return known.Ms;
        if (_known.Count > MaxComponents)
            _known.Clear();
        var view = await directory.Get(component).GetViewAsync();
        var ms = view.Quantiles.GetValueOrDefault("total_latency_ms")?.P95;
        _known[component] = (ms, now);
        return ms;
    }
}
