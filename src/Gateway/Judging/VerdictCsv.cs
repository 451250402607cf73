using System.Globalization;
using System.Text;
using Plimsoll.Components.Views;
using Plimsoll.Gateway.Query;

namespace Plimsoll.Gateway.Judging;

/// <summary>Verdicts as a table: one row for each score (RFC 4180).</summary>
internal static class VerdictCsv
{
    private const string Head = "at,judged_at,request_id,trace_id,tenant,model_version,rubric,evaluator,heuristic,sample,inclusion,dimension,score,reason\r\n";

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
        .Append(CultureInfo.InvariantCulture, $"{v.At:O},{v.JudgedAt:O},{CsvField.Of(v.RequestId)},{CsvField.Of(v.TraceId)},{CsvField.Of(v.Tenant)},{CsvField.Of(v.ModelVersion)},")
        .Append(CultureInfo.InvariantCulture, $"{CsvField.Of(v.Rubric)},{CsvField.Of(v.Evaluator)},{(v.Heuristic ? "true" : "false")},{v.Sample},{v.Inclusion:R},")
        .Append(CultureInfo.InvariantCulture, $"{CsvField.Of(dimension)},{score:R},{CsvField.Of(v.Reason)}\r\n");
}
