using Plimsoll.Quality.Golden;

namespace Plimsoll.Components.Views;

/// <summary>A run of a golden set that the schedule asked for.</summary>
/// <param name="Set">Its name in the configuration.</param>
/// <param name="Slot">When it was due; a slot counts once, whoever runs it.</param>
/// <param name="Every">Time between slots; a run that is older than two of them says nothing any more.</param>
/// <param name="MaxDrop">What the mean score, or the consistency, may lose against the reference.</param>
public sealed record GoldenFiling(string Set, DateTimeOffset Slot, TimeSpan Every, TimeSpan Duration, double MaxDrop, GoldenReport Report)
{
    /// <summary>Of a set that runs on a schedule.</summary>
    public const int MaxQuestions = 2_000;
}

/// <param name="Refused">Why nothing was filed; null when it was.</param>
public sealed record GoldenReceipt(string? Refused);

/// <summary>What the golden sets of a component found.</summary>
public sealed record GoldenView(IReadOnlyList<GoldenSetView> Sets);

/// <summary>One set of a component.</summary>
/// <param name="Regressed">Of the last run that had a score; null before the first.</param>
/// <param name="ReferenceAt">The run that others are compared with: the last that had not regressed.</param>
/// <param name="RunCount">Since the set is known.</param>
/// <param name="Runs">Newest first.</param>
public sealed record GoldenSetView(string Set, bool? Regressed, DateTimeOffset? ReferenceAt, long RunCount, IReadOnlyList<GoldenRunView> Runs);

/// <summary>One run. It holds no text but ids of questions.</summary>
/// <param name="Slot">When it was due.</param>
/// <param name="At">When it ended.</param>
/// <param name="SetVersion">Another text of the set is another version.</param>
/// <param name="Endpoint">Who was asked.</param>
/// <param name="Judge">Who compared answers with references; null where nobody had to.</param>
/// <param name="ModelVersion">That the component ran then; null where it named none.</param>
/// <param name="Score">Mean, 0 to 1, over the questions with a score; null without any.</param>
/// <param name="PassRatio">Share of the questions with a score whose score is at least one half.</param>
/// <param name="Consistency">Share of pairs of paraphrases that were answered alike; null without any.</param>
/// <param name="Missing">Questions without a score, and <paramref name="Reasons"/> says why.</param>
/// <param name="MeanLatencyMs">Of the answers.</param>
/// <param name="Against">The reference; null for the first run.</param>
/// <param name="Regressed">Null where it has no question in common with the reference.</param>
public sealed record GoldenRunView(
    DateTimeOffset Slot, DateTimeOffset At, double DurationSeconds, string SetVersion, string Endpoint, string? Judge, string? ModelVersion,
    double? Score, double? PassRatio, double? Consistency, int Questions, int Missing, IReadOnlyDictionary<string, int> Reasons, double? MeanLatencyMs,
    GoldenChangeView? Against, bool? Regressed);

/// <summary>A run against the reference, over the questions that both have a score of.</summary>
/// <param name="At">Of the reference.</param>
/// <param name="Worse">How many scored lower, and <paramref name="WorseIds"/> names the first of them.</param>
/// <param name="SignP">Probability of so many more worse than better by chance (exact sign test).</param>
public sealed record GoldenChangeView(
    DateTimeOffset At, int Common, double? MeanChange, double? ConsistencyChange, int Worse, int Better, double SignP, IReadOnlyList<string> WorseIds);
