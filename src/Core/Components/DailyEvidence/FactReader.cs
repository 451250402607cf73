using System.Globalization;
using Plimsoll.Aggregation;
using Plimsoll.Components.History;

namespace Plimsoll.Components.DailyEvidence;

/// <summary>Notices what changed of a component: versions that serve, the rubric, the configuration, and harm that was found.</summary>
internal static class FactReader
{
    private const string Version = "model_version";

    public static bool Advance(ComponentData data)
    {
        var changed = AddHarm(data);
        foreach (var (kind, what, value) in Facts(data))
            changed |= Note(data, kind, what, value);
        return changed;
    }

    private static bool Note(ComponentData data, string kind, string what, string value)
    {
        var facts = data.Evidence.Facts;
        var name = $"{kind}/{what}";
        var before = facts.GetValueOrDefault(name);
        if (before == value || (before is null && facts.Count >= EvidenceBook.MaxFacts && !MakeRoom(data)))
            return false;
        facts[name] = value;
        EvidenceClock.Note(data, new(data.PositionMs, kind, what, before, value, data.PositionMs));
        return true;
    }

    /// <summary>Versions that serve no more may be new again.</summary>
    private static bool MakeRoom(ComponentData data)
    {
        var serving = Versions(data).ToHashSet(StringComparer.Ordinal);
        var gone = data.Evidence.Facts.Keys.Where(k => k.StartsWith(Version + '/', StringComparison.Ordinal) && !serving.Contains(k[(Version.Length + 1)..])).ToList();
        foreach (var key in gone)
            data.Evidence.Facts.Remove(key);
        return gone.Count > 0;
    }

    private static IEnumerable<(string Kind, string What, string Value)> Facts(ComponentData data)
    {
        foreach (var version in Versions(data))
            yield return (Version, version, "serves");
        var (settings, judging) = (data.Settings, data.Settings.Judging);
        if (judging.Enabled)
            yield return ("rubric", judging.Rubric.Id, $"{judging.Rubric.Version} by {judging.Rubric.Evaluator}");
        yield return ("configuration", "judging", judging.Enabled ? Text($"on, at most {judging.KeptShare:0.####} of the answers") : "off");
        yield return ("configuration", "verdict_retention", Text($"{judging.Retention.TotalDays:0.##} days"));
        yield return ("configuration", "price", Price(settings));
        yield return ("configuration", "reserved_gpus", settings.ReservedGpus is { } gpus ? Text($"{gpus}") : "none");
        yield return ("configuration", "capacity", settings.Capacity is { } capacity ? Capacity(capacity) : "none");
        yield return ("configuration", "alert_rules", Text($"{settings.Alerts.Rules.Count(r => r.Notify)} that notify"));
    }

    /// <summary>Seen in the last six hours, of the source that counts.</summary>
    private static IEnumerable<string> Versions(ComponentData data)
    {
        var block = data.Counting(Groups.Requests, data.PositionMs - Clock.HourMs, data.PositionMs + 1)?.Slices.Find(Clock.Hour(data.PositionMs) / SliceBlock.Hours);
        return block?.Slices(Dimension.ModelVersion)?.Keys.Where(v => v != NamedCounters.Other) ?? [];
    }

    private static bool AddHarm(ComponentData data)
    {
        var (book, figures) = (data.Evidence, data.Judging.Figures);
        if (figures.HarmUnconfirmed == book.HarmSuspected && figures.HarmConfirmed == book.HarmConfirmed)
            return false;
        var day = book.Day(EvidenceClock.Today(data.PositionMs), data.Version);
        day.HarmSuspected += Math.Max(0, figures.HarmUnconfirmed - book.HarmSuspected);
        day.HarmConfirmed += Math.Max(0, figures.HarmConfirmed - book.HarmConfirmed);
        (book.HarmSuspected, book.HarmConfirmed) = (figures.HarmUnconfirmed, figures.HarmConfirmed);
        return true;
    }

    private static string Capacity(CapacitySettings capacity) => string.Join(", ", new[]
    {
        capacity.RequestsPerSecond is { } requests ? Text($"{requests} requests a second") : null,
        capacity.OutputTokensPerSecond is { } tokens ? Text($"{tokens} output tokens a second") : null,
    }.OfType<string>());

    private static string Price(ComponentSettings settings)
    {
        var price = settings.Price ?? new();
        string?[] parts =
        [
            Part(price.GpuHour, "a GPU hour"), Part(price.InputPerMillionTokens, "a million input tokens"),
            Part(price.CachedInputPerMillionTokens, "a million cached input tokens"), Part(price.OutputPerMillionTokens, "a million output tokens"),
            price.GpuHour is null && settings.EndpointPrices is { } prices ? $"GPUs on SageMaker by {prices.Source}" : null,
        ];
        return parts.Any(p => p is not null) ? string.Join(", ", parts.OfType<string>()) : "none";
    }

    private static string? Part(double? dollars, string what) => dollars is { } known ? Text($"${known} {what}") : null;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
