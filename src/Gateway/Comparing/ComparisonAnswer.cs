using System.Text.Json;
using Plimsoll.Comparison.Sides;

namespace Plimsoll.Gateway.Comparing;

/// <summary>B against A. Holds however often one looks, and whenever one stops.</summary>
/// <param name="Component">That both are parts of; null where they are components.</param>
/// <param name="By">model_version, variant or copy; null where they are components.</param>
/// <param name="Verdict">worse (in some measure, and perhaps by more than its margin), undecided or not_worse.</param>
public sealed record ComparisonAnswer(
    string? Component, string? By, SideAnswer A, SideAnswer B, string Verdict, IReadOnlyList<MeasureAnswer> Measures)
{
    internal static ComparisonAnswer Of(ComparisonQuestion question, SideComparison comparison) => new(
        question.Component, question.Component is null ? null : question.By ?? ComparisonReader.DefaultDimension,
        SideAnswer.Of(comparison.A), SideAnswer.Of(comparison.B), Name(comparison.Verdict), [.. comparison.Measures.Select(MeasureAnswer.Of)]);

    internal static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}

public sealed record SideAnswer(string Name, long Requests, long Errors)
{
    internal static SideAnswer Of(ComparedSide side) => new(side.Name, side.Requests, side.Errors);
}

/// <param name="Measure">errors, ttft, total_latency, cost or quality.DIMENSION.</param>
/// <param name="Unit">share, milliseconds, dollars (for a thousand requests) or score.</param>
/// <param name="Verdict">worse, undecided or not_worse.</param>
/// <param name="Text">Such as "worse by 0.03 [0.01, 0.05]", "not worse within 0.02" or "undecided, about 900 more".</param>
/// <param name="WorseBy">How much worse B is; below 0 it is better.</param>
/// <param name="Lower">Of what B is worse by; null while either side has too little.</param>
/// <param name="Upper">Of what B is worse by; null while either side has too little.</param>
/// <param name="Margin">What B may lose without being called worse in practice.</param>
/// <param name="Hint">Scores of a heuristic or of a quarantined judge: shown, and decide nothing.</param>
/// <param name="More">About how many more observations of both together would decide.</param>
public sealed record MeasureAnswer(
    string Measure, string Unit, string Verdict, string Text, double? WorseBy, double? Lower, double? Upper, double Margin, long? More,
    double MeanA, double MeanB, double CountA, double CountB, string? Rubric, string? Evaluator, bool Hint)
{
    internal static MeasureAnswer Of(NamedComparison named)
    {
        var result = named.Result;
        return new(
            named.Name, ComparisonAnswer.Name(named.Unit), ComparisonAnswer.Name(result.Verdict), result.ToString(), result.WorseBy,
            result.Bounds?.Lower, result.Bounds?.Upper, result.Margin, result.More, named.A.Mean, named.B.Mean, named.A.Count, named.B.Count,
            named.Rubric, named.Evaluator, named.IsHint);
    }
}
