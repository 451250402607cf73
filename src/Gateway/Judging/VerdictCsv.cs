using System.Buffers;
using System.Globalization;
using System.Text;
using Plimsoll.Components.Views;

namespace Plimsoll.Gateway.Judging;

/// <summary>Verdicts as a table: one row for each score (RFC 4180).</summary>
internal static class VerdictCsv
{
    private const string Head = "at,judged_at,request_id,trace_id,tenant,model_version,rubric,evaluator,heuristic,sample,inclusion,dimension,score,reason\r\n";
    private static readonly SearchValues<char> NeedsQuotes = SearchValues.Create(",\"\r\n");

    /// <summary>A program for tables would run a text that begins with one of these.</summary>
    private static readonly SearchValues<char> Formulas = SearchValues.Create("=+-@\t");

    public static string Of(IReadOnlyList<VerdictView> verdicts)
    {
        var csv = new StringBuilder(Head);
        foreach (var verdict in verdicts)
        {
            foreach (var (dimension, score) in verdict.Scores.Append(new("composite", verdict.Composite)))
                Append(csv, verdict, dimension, score);
        }
        return csv.ToString();
    }

    private static void Append(StringBuilder csv, VerdictView v, string dimension, double? score) => csv
        .Append(CultureInfo.InvariantCulture, $"{v.At:O},{v.JudgedAt:O},{Text(v.RequestId)},{Text(v.TraceId)},{Text(v.Tenant)},{Text(v.ModelVersion)},")
        .Append(CultureInfo.InvariantCulture, $"{Text(v.Rubric)},{Text(v.Evaluator)},{(v.Heuristic ? "true" : "false")},{v.Sample},{v.Inclusion:R},")
        .Append(CultureInfo.InvariantCulture, $"{Text(dimension)},{score:R},{Text(v.Reason)}\r\n");

    private static string Text(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        var plain = Formulas.Contains(text[0]) ? "'" + text : text;
        return plain.AsSpan().ContainsAny(NeedsQuotes) ? $"\"{plain.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : plain;
    }
}
