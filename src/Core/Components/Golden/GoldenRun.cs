using Plimsoll.Aggregation.Encoding;
using Plimsoll.Components.Views;

namespace Plimsoll.Components.Golden;

/// <summary>One run as it is kept. Texts that come from outside are cut to their bounds.</summary>
internal sealed record GoldenRun(
    long SlotMs, long AtMs, long DurationMs, long EveryMs, string SetVersion, string Endpoint, string? Judge, string? ModelVersion,
    double? Score, double? PassRatio, double? Consistency, int Questions, int Missing, IReadOnlyList<KeyValuePair<string, int>> Reasons,
    double? MeanLatencyMs, GoldenChange? Against, bool? Regressed)
{
    public const int MaxReasons = 8;
    private const int MaxNameChars = 256;

    /// <param name="change">Null for a first run.</param>
    public static GoldenRun Of(GoldenFiling filing, string? modelVersion, GoldenChange? change, bool? regressed)
    {
        var report = filing.Report;
        return new(
            filing.Slot.ToUnixTimeMilliseconds(), report.At.ToUnixTimeMilliseconds(), (long)filing.Duration.TotalMilliseconds, (long)filing.Every.TotalMilliseconds,
            Cut(report.SetVersion), Cut(report.Endpoint), report.Judge is { } judge ? Cut(judge) : null, modelVersion,
            report.MeanScore, report.PassRatio(), report.Consistency, report.Questions, report.Missing,
            [.. report.Scores.Where(s => s.Score is null).GroupBy(s => Cut(s.Reason ?? "")).Select(g => KeyValuePair.Create(g.Key, g.Count()))
                .OrderByDescending(r => r.Value).ThenBy(r => r.Key, StringComparer.Ordinal).Take(MaxReasons)],
            report.Scores.Average(s => s.LatencyMs), change, regressed);
    }

    /// <summary>Whether it still says something: the schedule has not missed two runs since.</summary>
    public bool Stands(long nowMs) => AtMs + 2 * EveryMs > nowMs;

    public void Write(StateWriter writer)
    {
        foreach (var number in (long[])[SlotMs, AtMs, DurationMs, EveryMs, Questions, Missing])
            writer.Count(number);
        foreach (var text in (string?[])[SetVersion, Endpoint, Judge, ModelVersion])
            writer.Text(text);
        foreach (var figure in (double?[])[Score, PassRatio, Consistency, MeanLatencyMs])
            writer.Number(figure);
        writer.Count(Reasons.Count);
        foreach (var (reason, count) in Reasons)
        {
            writer.Text(reason);
            writer.Count(count);
        }
        writer.Signed(Regressed switch { null => -1, false => 0, true => 1 });
        writer.Bool(Against is not null);
        Against?.Write(writer);
    }

    public static GoldenRun Read(ref StateReader reader)
    {
        var (slot, at, duration, every) = (reader.Count(), reader.Count(), reader.Count(), reader.Count());
        var (questions, missing) = (reader.UpTo(GoldenFiling.MaxQuestions), reader.UpTo(GoldenFiling.MaxQuestions));
        var (version, endpoint, judge, model) = (reader.Text() ?? "", reader.Text() ?? "", reader.Text(), reader.Text());
        var (score, passed, consistency, latency) = (reader.Number(), reader.Number(), reader.Number(), reader.Number());
        var reasons = new KeyValuePair<string, int>[reader.Length(MaxReasons)];
        for (var i = 0; i < reasons.Length; i++)
            reasons[i] = new(reader.Text() ?? "", reader.UpTo(GoldenFiling.MaxQuestions));
        bool? regressed = reader.Signed() switch { -1 => null, 0 => false, _ => true };
        return new(
            slot, at, duration, every, version, endpoint, judge, model, score, passed, consistency, questions, missing, reasons, latency,
            reader.Bool() ? GoldenChange.Read(ref reader) : null, regressed);
    }

    private static string Cut(string text) => text.Length <= MaxNameChars ? text : text[..MaxNameChars];
}
