using Plimsoll.Comparison;
using Plimsoll.Comparison.Sides;
using Plimsoll.Components.Views;
using Plimsoll.Gateway.Comparing;
using Plimsoll.Gateway.WebConsole.Text;

namespace Plimsoll.Gateway.WebConsole.Comparing;

/// <summary>What the page that compares shows.</summary>
/// <param name="Offered">Names for A and B: versions, variants or copies of the component, or components.</param>
/// <param name="Comparison">Null until both sides are named, and where there is a problem.</param>
/// <param name="Problem">What is wrong with the question; null where nothing is.</param>
public sealed record ComparisonModel(
    ComparisonQuestion Question, IReadOnlyList<string> Components, IReadOnlyList<string> Offered, SideComparison? Comparison, string? Problem)
{
    /// <summary>Of the component; null where none is watched.</summary>
    public RolloutView? Rollout { get; init; }

    public string By => Question.By ?? ComparisonReader.DefaultDimension;

    /// <summary>In one sentence.</summary>
    public string? Headline => Comparison is not { } compared ? null : compared.Verdict switch
    {
        ComparisonVerdict.Worse => $"{compared.B.Name} is worse than {compared.A.Name}",
        ComparisonVerdict.NotWorse => $"{compared.B.Name} is not worse than {compared.A.Name}",
        _ when compared.Measures.Count == 0 => $"{compared.B.Name} and {compared.A.Name} have nothing in common that could be compared yet",
        _ => $"{compared.B.Name} against {compared.A.Name} is undecided",
    };

    public static string Label(NamedComparison measure) => measure.Name switch
    {
        "errors" => "Errors",
        "ttft" => "Time to first token",
        "total_latency" => "Total latency",
        "cost" => "Cost of 1,000 requests",
        var score => $"{score[(score.IndexOf('.', StringComparison.Ordinal) + 1)..].Replace('_', ' ')} by {measure.Evaluator}{(measure.IsHint ? ", a hint" : "")}",
    };

    public static string Mean(Arm arm, MeasureUnit unit) => unit switch
    {
        MeasureUnit.Share => Figures.Percent(arm.Mean),
        MeasureUnit.Milliseconds => Figures.Milliseconds(arm.Mean),
        MeasureUnit.Dollars => Figures.Dollars(arm.Mean),
        _ => Figures.Significant(arm.Mean),
    };

    /// <summary>In the unit of the means, such as "worse by 4.00% [3.51%, 4.49%]".</summary>
    public static string Verdict(NamedComparison measure)
    {
        var (result, unit) = (measure.Result, measure.Unit);
        return result.Verdict switch
        {
            ComparisonVerdict.Worse => $"worse by {Amount(result.WorseBy!.Value, unit)} [{Amount(result.Bounds!.Value.Lower, unit)}, {Amount(result.Bounds.Value.Upper, unit)}]",
            ComparisonVerdict.NotWorse => $"not worse within {Amount(result.Margin, unit)}",
            _ => result.More is { } more ? $"undecided, about {Figures.Count(more)} more" : "undecided, too little is known",
        };
    }

    private static string Amount(double value, MeasureUnit unit) => Mean(new(1, value, 0), unit);
}
