using System.Globalization;

namespace Plimsoll.Gateway.Tests.Exposition;

/// <summary>What OpenMetrics 1.0 demands of a family beyond its grammar.</summary>
internal static class OpenMetricsRules
{
    private const int MaxExemplarChars = 128;

    private static readonly Dictionary<string, string[]> s_suffixes = new()
    {
        ["counter"] = ["_total"],
        ["gauge"] = [""],
        ["histogram"] = ["_bucket", "_sum", "_count"],
        ["info"] = ["_info"],
        ["unknown"] = [""],
    };

    public static void Check(OpenMetricsFamily family)
    {
        if (!s_suffixes.TryGetValue(family.Type ?? "unknown", out var suffixes))
            throw Broken(family, $"type {family.Type} is none");
        if (family.Unit is { Length: > 0 } unit && (family.Type == "info" || !family.Name.EndsWith('_' + unit, StringComparison.Ordinal)))
            throw Broken(family, $"the name does not end with its unit {unit}, or is that of an info");
        if (family.Samples.Find(s => !suffixes.Contains(s.Name[family.Name.Length..])) is { } stray)
            throw Broken(family, $"{stray.Name} has no suffix of its type");
        if (family.Samples.DistinctBy(s => (s.Name, s.Metric, s.Label("le"))).Count() != family.Samples.Count)
            throw Broken(family, "a sample comes twice");
        CheckGrouping(family);
        CheckValues(family);
        foreach (var sample in family.Samples.Where(s => s.Exemplar is not null))
            CheckExemplar(family, sample);
    }

    /// <summary>No family may be taken for the samples of another.</summary>
    public static void CheckNames(IReadOnlyList<OpenMetricsFamily> families)
    {
        var names = families.Select(f => f.Name).ToHashSet();
        foreach (var family in families)
        {
            if (s_suffixes[family.Type ?? "unknown"].FirstOrDefault(s => s.Length > 0 && names.Contains(family.Name + s)) is { } suffix)
                throw Broken(family, $"{family.Name}{suffix} is a family too");
        }
    }

    private static void CheckGrouping(OpenMetricsFamily family)
    {
        var metrics = family.Samples.Select(s => s.Metric).ToList();
        var runs = metrics.Where((m, i) => i == 0 || metrics[i - 1] != m).ToList();
        if (runs.Distinct().Count() != runs.Count)
            throw Broken(family, "the samples of one metric do not stand together");
    }

    private static void CheckValues(OpenMetricsFamily family)
    {
        switch (family.Type)
        {
            case "counter" when family.Samples.Exists(s => !(s.Value >= 0)):
                throw Broken(family, "a counter is negative or no number");
            case "info" when family.Samples.Exists(s => s.Value != 1):
                throw Broken(family, "an info is not 1");
            case "histogram":
                foreach (var metric in family.Samples.GroupBy(s => s.Metric))
                    CheckHistogram(family, [.. metric]);
                break;
        }
    }

    private static void CheckHistogram(OpenMetricsFamily family, List<OpenMetricsSample> samples)
    {
        var buckets = samples.TakeWhile(s => s.Name.EndsWith("_bucket", StringComparison.Ordinal)).ToList();
        if (samples.Skip(buckets.Count).Select(s => s.Name[family.Name.Length..]) is var rest && !rest.Order(StringComparer.Ordinal).SequenceEqual(["_count", "_sum"]))
            throw Broken(family, "a histogram has not its buckets, then one sum and one count");
        if (buckets.Count == 0 || buckets[^1].Label("le") != "+Inf")
            throw Broken(family, "the last bucket is not +Inf");
        for (var i = 0; i < buckets.Count; i++)
        {
            if (buckets[i].Value < 0 || buckets[i].Value != Math.Truncate(buckets[i].Value))
                throw Broken(family, "a bucket is no count");
            if (i > 0 && (Bound(buckets[i]) <= Bound(buckets[i - 1]) || buckets[i].Value < buckets[i - 1].Value))
                throw Broken(family, "bounds or counts of buckets do not rise");
        }
        if (samples.Single(s => s.Name.EndsWith("_count", StringComparison.Ordinal)).Value != buckets[^1].Value)
            throw Broken(family, "the count is not that of the last bucket");
    }

    private static void CheckExemplar(OpenMetricsFamily family, OpenMetricsSample sample)
    {
        var exemplar = sample.Exemplar!;
        if (family.Type != "counter" && !sample.Name.EndsWith("_bucket", StringComparison.Ordinal))
            throw Broken(family, "an exemplar stands at neither a bucket nor a counter");
        if (exemplar.Labels.Sum(l => l.Name.Length + l.Value.Length) > MaxExemplarChars)
            throw Broken(family, $"the labels of an exemplar have more than {MaxExemplarChars} characters");
        if (sample.Label("le") is not null && !(exemplar.Value <= Bound(sample)))
            throw Broken(family, "an exemplar is above its bucket");
        var below = family.Samples.Where(s => s.Metric == sample.Metric && s.Label("le") is not null && Bound(s) < Bound(sample)).Select(Bound).DefaultIfEmpty(double.NegativeInfinity).Max();
        if (exemplar.Value <= below)
            throw Broken(family, "an exemplar is below its bucket");
    }

    private static double Bound(OpenMetricsSample bucket) => bucket.Label("le") switch
    {
        "+Inf" => double.PositiveInfinity,
        var le => double.Parse(le ?? "NaN", NumberStyles.Float, CultureInfo.InvariantCulture),
    };

    private static FormatException Broken(OpenMetricsFamily family, string what) => new($"{family.Name}: {what}");
}
