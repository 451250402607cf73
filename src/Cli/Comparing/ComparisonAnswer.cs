namespace Plimsoll.Cli.Comparing;

/// <summary>What <c>/api/v1/compare</c> answers.</summary>
internal sealed record ComparisonAnswer(string? Component, string? By, ComparedPart A, ComparedPart B, string Verdict, IReadOnlyList<ComparedValue> Measures)
{
    public bool IsWorse => Verdict == "worse";
}

internal sealed record ComparedPart(string Name, long Requests, long Errors);

internal sealed record ComparedValue(
    string Measure, string Unit, string Verdict, string Text, double? WorseBy, double? Lower, double? Upper, double Margin, long? More,
    double MeanA, double MeanB, double CountA, double CountB, string? Rubric = null, string? Evaluator = null, bool Hint = false);
