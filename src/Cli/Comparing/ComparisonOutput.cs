using System.Globalization;
using System.Text.Json;
using Plimsoll.Cli.Output;
using Plimsoll.Cli.Remote;

namespace Plimsoll.Cli.Comparing;

/// <summary>A comparison in lines.</summary>
internal static class ComparisonOutput
{
    public static IEnumerable<string> Lines(ComparisonAnswer comparison, bool json) =>
        json ? [JsonSerializer.Serialize(comparison, GatewayJson.Default.ComparisonAnswer)] : Table(comparison).Prepend(Headline(comparison));

    private static string Headline(ComparisonAnswer comparison)
    {
        var (a, b) = (PlainTable.Printable(comparison.A.Name), PlainTable.Printable(comparison.B.Name));
        return comparison.Verdict switch
        {
            "worse" => $"{b} is worse than {a}",
            "not_worse" => $"{b} is not worse than {a}",
            _ when comparison.Measures.Count == 0 => $"{b} and {a} have nothing in common that could be compared yet",
            _ => $"{b} against {a} is undecided",
        };
    }

    private static IEnumerable<string> Table(ComparisonAnswer comparison)
    {
        if (comparison.Measures.Count == 0)
            return [];
        var table = new PlainTable(
            new("MEASURE"), new(PlainTable.Printable(comparison.A.Name), IsNumber: true), new(PlainTable.Printable(comparison.B.Name), IsNumber: true), new("VERDICT"));
        foreach (var measure in comparison.Measures)
            table.Add(Name(measure), Mean(measure.MeanA, measure.Unit), Mean(measure.MeanB, measure.Unit), measure.Text);
        return table.Lines();
    }

    private static string Name(ComparedValue value) => value.Unit switch
    {
        "milliseconds" => $"{value.Measure} (ms)",
        "dollars" => $"{value.Measure} ($ per 1000)",
        _ when value.Hint => $"{value.Measure} (a hint)",
        _ => value.Measure,
    };

    private static string Mean(double value, string unit) =>
        value.ToString(unit == "milliseconds" ? "0" : "0.####", CultureInfo.InvariantCulture);
}
