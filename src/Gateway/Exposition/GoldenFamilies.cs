using Plimsoll.Components.Views;

namespace Plimsoll.Gateway.Exposition;

/// <summary>What the last run of each golden set found.</summary>
internal static class GoldenFamilies
{
    private static readonly MetricFamily Runs = new("plimsoll_golden_runs", MetricType.Counter, "Runs of the golden set.");
    private static readonly MetricFamily Missing = Gauge("plimsoll_golden_missing", "Questions without a score in the last run, by reason.");
    private static readonly MetricFamily Regressed = Gauge("plimsoll_golden_regressed", "1 while the set scores lower than at its reference, by more than it may.");

    /// <summary>Null is left out.</summary>
    private static readonly IReadOnlyList<(MetricFamily Family, Func<GoldenRunView, double?> Value)> LastRun =
    [
        (Gauge("plimsoll_golden_score", "Mean score of the last run, 0 to 1."), r => r.Score),
        (Gauge("plimsoll_golden_pass_ratio", "Share of the questions with a score of at least one half in the last run, 0 to 1.", "ratio"), r => r.PassRatio),
        (Gauge("plimsoll_golden_consistency_ratio", "Share of pairs of paraphrases that were answered alike in the last run, 0 to 1.", "ratio"), r => r.Consistency),
        (Gauge("plimsoll_golden_questions", "Questions of the last run."), r => r.Questions),
        (Gauge("plimsoll_golden_run_duration_seconds", "Time that the last run took.", "seconds"), r => r.DurationSeconds),
        (Gauge("plimsoll_golden_last_run_timestamp_seconds", "When the last run ended, Unix time.", "seconds"), r => r.At.ToUnixTimeMilliseconds() / 1000d),
    ];

    /// <summary>Begins one family after the other; each action writes one component's samples of it.</summary>
    public static IEnumerable<Action<ExposedComponent>> Writers(IExpositionWriter writer)
    {
        writer.Begin(Runs);
        yield return c => Each(c, set => writer.Sample(c.Labels, set.RunCount, LabelSet.Of("set", set.Set)));
        writer.Begin(Regressed);
        yield return c => Each(c, set =>
        {
            if (set.Regressed is { } regressed)
                writer.Sample(c.Labels, regressed ? 1 : 0, LabelSet.Of("set", set.Set));
        });
        foreach (var (family, value) in LastRun)
        {
            writer.Begin(family);
            yield return c => Each(c, set =>
            {
                if (set.Runs is [var last, ..] && value(last) is { } known)
                    writer.Sample(c.Labels, known, LabelSet.Of("set", set.Set));
            });
        }
        writer.Begin(Missing);
        yield return c => Each(c, set =>
        {
            foreach (var (reason, count) in set.Runs.Take(1).SelectMany(r => r.Reasons).OrderBy(r => r.Key, StringComparer.Ordinal))
                writer.Sample(c.Labels, count, LabelSet.Of(("set", set.Set), ("reason", reason)));
        });
    }

    private static void Each(ExposedComponent component, Action<GoldenSetView> write)
    {
        foreach (var set in component.Metrics.Golden)
            write(set);
    }

    private static MetricFamily Gauge(string name, string help, string? unit = null) => new(name, MetricType.Gauge, help, unit);
}
