using System.Globalization;
using System.Text.Json;

namespace Plimsoll.EndToEnd.Tests.Grafana;

/// <summary>One expression of a panel, and whether what was answered so far is what a user should see.</summary>
internal sealed class AskedExpression(string panel, string expression)
{
    private readonly Dictionary<string, double> _first = new(StringComparer.Ordinal);
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);
    private string? _missing = "not asked";

    public string Expression => expression;

    /// <summary>A rate of something that happens at all is never the same for long; what stands may stand.</summary>
    private bool ShouldChange => expression.Contains("rate(", StringComparison.Ordinal) || expression.Contains("increase(", StringComparison.Ordinal);

    /// <summary>Null once it was answered for every component that it should be, with data that change.</summary>
    public string? Trouble => (_missing ?? Unchanged()) is { } trouble ? $"{panel}: {trouble}: {expression}" : null;

    public void Take(IReadOnlyList<JsonElement> answer, IReadOnlyCollection<string> components)
    {
        foreach (var sample in answer)
        {
            var labels = sample.GetProperty("metric").GetRawText();
            var value = double.Parse(sample.GetProperty("value")[1].GetString()!, CultureInfo.InvariantCulture);
            if (!_first.TryAdd(labels, value) && !value.Equals(_first[labels]))
                _changed.Add(labels);
        }
        _missing = Missing(answer, components);
    }

    public static IReadOnlyCollection<string> ComponentsOf(IReadOnlyList<JsonElement> answer) =>
        [.. answer.Select(r => r.GetProperty("metric").TryGetProperty("component", out var c) ? c.GetString() : null).OfType<string>().Distinct()];

    private static string? Missing(IReadOnlyList<JsonElement> answer, IReadOnlyCollection<string> components)
    {
        if (answer.Count == 0)
            return "no answer";
        var answered = ComponentsOf(answer);
        return answered.Count == 0 || answered.Count == components.Count ? null : $"no answer for {string.Join(", ", components.Except(answered))}";
    }

    /// <summary>Nothing, none and all may stay.</summary>
    private string? Unchanged() =>
        ShouldChange && _changed.Count == 0 && _first.Values.Any(v => double.IsFinite(v) && v is not (0 or 1)) ? "the same all the time" : null;
}
