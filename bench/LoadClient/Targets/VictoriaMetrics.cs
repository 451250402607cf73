using System.Globalization;
using System.Text.Json;

namespace Plimsoll.Bench.Targets;

/// <summary>
/// What the three ways into VictoriaMetrics share. A request id would be a series of its own there, so it is left
/// out, which makes its bodies smaller.
/// </summary>
internal abstract class VictoriaMetrics : IngestTarget
{
    public const string Prefix = "llm";

    public override string ContentType => "text/plain";

    public override string Health => "health";

    public override Task FlushAsync(HttpClient client, Uri server) => client.GetStringAsync(new Uri(server, "internal/force_flush"));

    public override async Task<Totals> QueryAsync(HttpClient client, Uri server) => new(
        await ValueAsync(client, server, $"sum(count_over_time({Prefix}_input_tokens[2h]))"),
        await ValueAsync(client, server, $"sum(sum_over_time({Prefix}_input_tokens[2h]))"),
        await ValueAsync(client, server, $"sum(sum_over_time({Prefix}_output_tokens[2h]))"));

    private static async Task<long> ValueAsync(HttpClient client, Uri server, string expression)
    {
        var answer = await client.GetStringAsync(new Uri(server, $"api/v1/query?nocache=1&query={Uri.EscapeDataString(expression)}"));
        using var json = JsonDocument.Parse(answer);
        var result = json.RootElement.GetProperty("data").GetProperty("result");
        return result.GetArrayLength() == 0 ? 0 : (long)double.Parse(result[0].GetProperty("value")[1].GetString()!, CultureInfo.InvariantCulture);
    }
}
