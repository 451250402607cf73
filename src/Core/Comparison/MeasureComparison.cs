using System.Globalization;
using Plimsoll.Quality.Estimation;

namespace Plimsoll.Comparison;

/// <summary>Version B against version A in one measure. May be looked at all the time.</summary>
/// <param name="WorseBy">How much worse B is, in the measure's unit; below 0 it is better.</param>
/// <param name="Bounds">Of <paramref name="WorseBy"/>; null while either side has too little.</param>
/// <param name="Margin">What may be lost without being called worse in practice.</param>
/// <param name="More">About how many more observations of both together would decide; null when decided or not to be foreseen.</param>
public sealed record MeasureComparison(
    ComparedMeasure Measure, ComparisonVerdict Verdict, double? WorseBy, Interval? Bounds, double Margin, long? More)
{
    /// <summary>For example <c>worse by 0.03 [0.01, 0.05]</c>, <c>not worse within 0.02</c> or <c>undecided, about 900 more</c>.</summary>
    public override string ToString() => Verdict switch
    {
        ComparisonVerdict.Worse => string.Create(CultureInfo.InvariantCulture, $"worse by {WorseBy:0.####} {Bounds}"),
        ComparisonVerdict.NotWorse => string.Create(CultureInfo.InvariantCulture, $"not worse within {Margin:0.####}"),
        _ => More is { } more ? string.Create(CultureInfo.InvariantCulture, $"undecided, about {more} more") : "undecided, too little is known",
    };

    /// <summary>Worse for certain, and by more than the margin for all that is known.</summary>
    public bool IsBeyondMargin => Verdict == ComparisonVerdict.Worse && Bounds is { } bounds && bounds.Upper > Margin;
}

public enum ComparedMeasure : byte
{
    /// <summary>Mean score, higher is better.</summary>
    Quality,

    /// <summary>Share of requests, lower is better.</summary>
    Errors,

    /// <summary>Seconds or the share of slow requests, lower is better.</summary>
    Latency,

    /// <summary>Dollars a request, lower is better.</summary>
    Cost,
}

public enum ComparisonVerdict : byte
{
    Undecided,
    NotWorse,
    Worse,
}
