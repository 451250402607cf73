using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Plimsoll.Bench.Targets;

/// <summary>Rows of a MergeTree table, as JSON objects or as values between tabs: one row for an event.</summary>
internal sealed class ClickHouse(bool json) : IngestTarget
{
    private static readonly string s_columns = string.Join(", ", LlmEvent.Fields.Select(f => $"{f} Float64"));

    public override string Path => "?query=" + Uri.EscapeDataString($"INSERT INTO llm FORMAT {(json ? "JSONEachRow" : "TabSeparated")}");

    public override string ContentType => "text/plain";

    public override string Health => "ping";

    public override async Task PrepareAsync(HttpClient client, Uri server) => await AskAsync(
        client, server, $"CREATE TABLE IF NOT EXISTS llm (component String, request_id String, time DateTime, {s_columns}) ENGINE = MergeTree() PARTITION BY toDate(time) ORDER BY (component, time)");

    public override byte[] Body(ReadOnlySpan<LlmEvent> events)
    {
        var text = new StringBuilder();
        foreach (var e in events)
        {
            if (json)
                AppendObject(text, e);
            else
                AppendValues(text, e);
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    public override async Task<Totals> QueryAsync(HttpClient client, Uri server)
    {
        var row = (await AskAsync(client, server, "SELECT count(), sum(input_tokens), sum(output_tokens) FROM llm FORMAT TabSeparated")).Split('\t');
        return new(Whole(row[0]), Whole(row[1]), Whole(row[2]));
    }

    public override string QuantilesPerMinute(DateTimeOffset from, DateTimeOffset to) => "?query=" + Uri.EscapeDataString(
        "SELECT component, toStartOfMinute(time) AS minute, quantiles(0.5, 0.95, 0.99)(ttft_ms) AS q FROM llm " +
        $"WHERE time >= toDateTime({from.ToUnixTimeSeconds()}) AND time < toDateTime({to.ToUnixTimeSeconds()}) GROUP BY component, minute ORDER BY component, minute FORMAT JSONCompact");

    public override int CountPoints(byte[] answer)
    {
        using var rows = JsonDocument.Parse(answer);
        return rows.RootElement.GetProperty("data").EnumerateArray().Sum(r => r[2].GetArrayLength());
    }

    private static void AppendObject(StringBuilder text, LlmEvent e)
    {
        text.Append(CultureInfo.InvariantCulture, $$"""{"component":"{{e.ComponentName}}","request_id":"{{e.RequestId}}","time":{{e.TimestampMs / 1000}}""");
        for (var i = 0; i < LlmEvent.Fields.Length; i++)
            text.Append(CultureInfo.InvariantCulture, $",\"{LlmEvent.Fields[i]}\":{e.Field(i)}");
        text.Append("}\n");
    }

    private static void AppendValues(StringBuilder text, LlmEvent e)
    {
        text.Append(CultureInfo.InvariantCulture, $"{e.ComponentName}\t{e.RequestId}\t{e.TimestampMs / 1000}");
        for (var i = 0; i < LlmEvent.Fields.Length; i++)
            text.Append(CultureInfo.InvariantCulture, $"\t{e.Field(i)}");
        text.Append('\n');
    }

    private static long Whole(string value) => (long)double.Parse(value, CultureInfo.InvariantCulture);

    private static async Task<string> AskAsync(HttpClient client, Uri server, string statement)
    {
        using var response = await client.PostAsync(server, new StringContent(statement));
        return await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }
}
