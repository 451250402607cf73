using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Plimsoll.Bench.Targets;

/// <summary>Line protocol to <c>/write</c>: one line for an event, with twelve fields and its request id.</summary>
internal sealed class InfluxDb : IngestTarget
{
    private const string Database = "llm";

    public override string Path => $"write?db={Database}&precision=ms";

    public override string ContentType => "text/plain";

    public override string Health => "ping";

    public override Task PrepareAsync(HttpClient client, Uri server) => AskAsync(client, server, $"CREATE DATABASE {Database}");

    public override byte[] Body(ReadOnlySpan<LlmEvent> events)
    {
        var text = new StringBuilder();
        foreach (var e in events)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Database},component={e.ComponentName} request_id=\"{e.RequestId}\"");
            for (var i = 0; i < LlmEvent.Fields.Length; i++)
                text.Append(CultureInfo.InvariantCulture, $",{LlmEvent.Fields[i]}={e.Field(i)}");
            text.Append(CultureInfo.InvariantCulture, $" {e.TimestampMs}\n");
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    public override async Task<Totals> QueryAsync(HttpClient client, Uri server)
    {
        using var answer = await AskAsync(client, server, $"SELECT count(input_tokens), sum(input_tokens), sum(output_tokens) FROM {Database}");
        if (!answer.RootElement.GetProperty("results")[0].TryGetProperty("series", out var series))
            return default;
        var row = series[0].GetProperty("values")[0];
        return new(row[1].GetInt64(), (long)row[2].GetDouble(), (long)row[3].GetDouble());
    }

    public override string QuantilesPerMinute(DateTimeOffset from, DateTimeOffset to) => Query(
        $"SELECT percentile(ttft_ms, 50), percentile(ttft_ms, 95), percentile(ttft_ms, 99) FROM {Database} " +
        $"WHERE time >= {from.ToUnixTimeMilliseconds()}ms AND time < {to.ToUnixTimeMilliseconds()}ms GROUP BY time(1m), component fill(none)");

    public override int CountPoints(byte[] answer)
    {
        using var json = JsonDocument.Parse(answer);
        return 3 * json.RootElement.GetProperty("results")[0].GetProperty("series").EnumerateArray().Sum(s => s.GetProperty("values").GetArrayLength());
    }

    private static string Query(string statement) => $"query?db={Database}&q={Uri.EscapeDataString(statement)}";

    private static async Task<JsonDocument> AskAsync(HttpClient client, Uri server, string statement)
    {
        using var response = await client.PostAsync(new Uri(server, Query(statement)), null);
        return JsonDocument.Parse(await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync());
    }
}
