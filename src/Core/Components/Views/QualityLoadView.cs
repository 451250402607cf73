namespace Plimsoll.Components.Views;

/// <param name="Dimension">Of the rubric, or <c>composite</c>.</param>
/// <param name="ModelVersion">Null: of all versions.</param>
public sealed record QualityLoadQuery(string Dimension, string? ModelVersion);

/// <summary>
/// Whether poor scores go with load: the judged answers that stand for all traffic, each with what the component was doing when it
/// was made. Going together is no cause.
/// </summary>
/// <param name="Answers">With a score of the dimension by the present rubric.</param>
/// <param name="From">End of the oldest of these requests, and <paramref name="To"/> of the newest; null without any.</param>
/// <param name="Heuristic">The scores were found without understanding the text.</param>
/// <param name="Dimensions">That scores are known of.</param>
public sealed record QualityLoadView(
    string Dimension, IReadOnlyList<string> Dimensions, bool Heuristic, int Answers, DateTimeOffset? From, DateTimeOffset? To,
    IReadOnlyList<LoadFactorView> Factors, PromptClassesView PromptClasses);

/// <summary>One measure of load against the scores.</summary>
/// <param name="Factor">Such as <c>queue_ms</c> or <c>kv_cache_usage_ratio</c>.</param>
/// <param name="Answers">Of which it is known.</param>
/// <param name="Correlation">Spearman's, −1 to 1; null with too few answers, or where load or scores never vary.</param>
/// <param name="Lower">With <paramref name="Upper"/>: its 95% interval (Bonett and Wright, 2000).</param>
/// <param name="PValue">Adjusted for the number of measures (Benjamini and Hochberg).</param>
/// <param name="Finding"><c>worse_with_more</c>, <c>better_with_more</c>, <c>none</c> or <c>too_few</c>.</param>
/// <param name="Bins">Fifths of the answers, from little load to much.</param>
/// <param name="Points">The answers themselves.</param>
public sealed record LoadFactorView(
    string Factor, int Answers, double? Correlation, double? Lower, double? Upper, double? PValue, string Finding,
    IReadOnlyList<LoadBinView> Bins, IReadOnlyList<LoadPointView> Points);

/// <param name="From">Least and, with <paramref name="To"/>, most load of the bin, in the factor's unit.</param>
/// <param name="Lower">With <paramref name="Upper"/>: of the mean score at 95%; null for a single answer.</param>
public sealed record LoadBinView(double From, double To, int Answers, double Mean, double? Lower, double? Upper);

public sealed record LoadPointView(double Load, double Score);

/// <summary>The scores by class of prompt.</summary>
/// <param name="PValue">That all classes score alike (Kruskal and Wallis); null with too few answers or one class.</param>
/// <param name="Finding"><c>differ</c>, <c>none</c> or <c>too_few</c>.</param>
/// <param name="Classes">Poorest first; of classes with the fewest answers beyond a bound none.</param>
public sealed record PromptClassesView(double? PValue, string Finding, IReadOnlyList<PromptClassView> Classes);

/// <param name="PromptClass">As records name it; empty where they do not.</param>
public sealed record PromptClassView(string PromptClass, int Answers, double Mean, double? Lower, double? Upper);

/// <summary>What a gateway knows of the request whose answer was judged.</summary>
/// <param name="PromptVersion">Null where the record names none.</param>
public sealed record JudgedRequestFacts(double? QueueMs, double? TtftMs, long? InputTokens, string? PromptVersion);
