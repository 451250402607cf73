using Plimsoll.Components;
using Plimsoll.Components.Views;

namespace Plimsoll.Gateway.Query;

/// <summary>The components and metrics that a call for several series names.</summary>
/// <param name="Unknown">A component that there is not.</param>
internal sealed record SeriesNames(IReadOnlyList<string> Components, IReadOnlyList<string> Metrics, ParameterError? Error = null, string? Unknown = null)
{
    /// <summary>Most components and most metrics that one call names.</summary>
    public const int MaxComponents = 200, MaxMetrics = 20;

    /// <param name="components">Names, each alone or several with commas between them; none: all. A name with a comma in it stands alone.</param>
    /// <param name="metrics">Names, each alone or several with commas between them.</param>
    public static async Task<SeriesNames> ReadAsync(string[] components, string[] metrics, IComponentDirectory directory)
    {
        var asked = metrics.SelectMany(m => m.Split(',', StringSplitOptions.TrimEntries)).ToList();
        if (CheckMetrics(asked) is { } wrong)
            return new([], asked, wrong);
        if (components.Length == 0)
            return new(await directory.ListNamesAsync(), asked);
        var named = new List<string>();
        foreach (var text in components)
            named.AddRange(await directory.ExistsAsync(text) ? [text] : text.Split(',', StringSplitOptions.TrimEntries));
        if (named.Count > MaxComponents)
            return new(named, asked, ParameterError.Of("component", $"{named.Count} values", $"name at most {MaxComponents} components, or none for all"));
        foreach (var name in named)
        {
            if (!await directory.ExistsAsync(name))
                return new(named, asked, Unknown: name);
        }
        return new(named, asked);
    }

    private static ParameterError? CheckMetrics(List<string> metrics)
    {
        if (metrics.Count > MaxMetrics)
            return ParameterError.Of("metric", $"{metrics.Count} values", $"name 1 to {MaxMetrics} metrics");
        var unknown = metrics.Find(m => !SeriesMetrics.All.Contains(m));
        return metrics.Count > 0 && unknown is null
            ? null
            : ParameterError.Of("metric", unknown, $"it may be {string.Join(", ", SeriesMetrics.All)}");
    }
}
