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

    public override string QuantilesPerMinute(DateTimeOffset from, DateTimeOffset to)
    {
        var expression = $"quantiles_over_time(\"phi\", 0.5, 0.95, 0.99, {Prefix}_ttft_ms[1m])";
        return $"api/v1/query_range?nocache=1&step=60&start={from.ToUnixTimeSeconds()}&end={to.ToUnixTimeSeconds()}&query={Uri.EscapeDataString(expression)}";
    }

    public override int CountPoints(byte[] answer)
    {
        using var json = JsonDocument.Parse(answer);
        return json.RootElement.GetProperty("data").GetProperty("result").EnumerateArray().Sum(s => s.GetProperty("values").GetArrayLength());
    }

    private static async Task<long> ValueAsync(HttpClient client, Uri server, string expression)
    {
        var answer = await client.GetStringAsync(new Uri(server, $"api/v1/query?nocache=1&query={Uri.EscapeDataString(expression)}"));
        using var json = JsonDocument.Parse(answer);
        var result = json.RootElement.GetProperty("data").GetProperty("result");
        return result.GetArrayLength() == 0 ? 0 : (long)double.Parse(result[0].GetProperty("value")[1].GetString()!, CultureInfo.InvariantCulture);
    }
}
