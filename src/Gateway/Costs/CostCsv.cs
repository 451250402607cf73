using System.Globalization;
using System.Text;
using Plimsoll.Costs;
using Plimsoll.Gateway.Query;

namespace Plimsoll.Gateway.Costs;

/// <summary>Costs as a table (RFC 4180): a row for each component, and one for each of its versions and tenants.</summary>
internal static class CostCsv
{
    private const string Head =
        "component,part,name,requests,input_tokens,output_tokens,token_dollars,gpu_dollars,total_dollars,gpu_idle_dollars,gpu_unused_dollars,accepted_answers,dollars_per_accepted_answer\r\n";

    public static string Of(IReadOnlyList<ComponentCost> costs)
    {
        var csv = new StringBuilder(Head);
        foreach (var cost in costs)
        {
            csv.Append(CultureInfo.InvariantCulture, $"{CsvField.Of(cost.Component)},component,,{cost.Requests},{cost.InputTokens},{cost.OutputTokens},")
                .Append(CultureInfo.InvariantCulture, $"{cost.Totals.Tokens:R},{cost.Totals.Gpu:R},{cost.Totals.Total:R},{cost.Totals.GpuIdle:R},{cost.Totals.GpuUnused:R},")
                .Append(CultureInfo.InvariantCulture, $"{cost.Accepted.Count:0.##},{cost.PerAcceptedAnswer:R}\r\n");
            Append(csv, cost.Component, "model_version", cost.Versions);
            Append(csv, cost.Component, "tenant", cost.Tenants);
        }
        return csv.ToString();
    }

    private static void Append(StringBuilder csv, string component, string part, IReadOnlyList<CostPart> parts)
    {
        foreach (var p in parts)
            csv.Append(CultureInfo.InvariantCulture, $"{CsvField.Of(component)},{part},{CsvField.Of(p.Name)},{p.Requests},{p.InputTokens},{p.OutputTokens},{p.Tokens:R},{p.Gpu:R},{p.Total:R},,,,\r\n");
    }
}
