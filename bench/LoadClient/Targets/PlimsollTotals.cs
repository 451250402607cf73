using System.Text.Json;

namespace Plimsoll.Bench.Targets;

/// <summary>What the ways into Plimsoll share: how it shows what it has.</summary>
internal abstract class PlimsollTotals : IngestTarget
{
    public override string Health => "healthz";

    public override async Task<Totals> QueryAsync(HttpClient client, Uri server)
    {
        var sum = default(Totals);
        for (var i = 0; i < LlmEvent.Components; i++)
        {
            using var response = await client.GetAsync(new Uri(server, $"api/v1/components/model-{i:00}"));
            if (!response.IsSuccessStatusCode)
                continue;
            using var view = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
            long Of(string name) => view.RootElement.GetProperty(name).GetInt64();
            sum = new(sum.Requests + Of("requests"), sum.InputTokens + Of("input_tokens"), sum.OutputTokens + Of("output_tokens"));
        }
        return sum;
    }

    public override string QuantilesPerMinute(DateTimeOffset from, DateTimeOffset to) =>
        $"api/v1/series?metric=ttft_ms.p50,ttft_ms.p95,ttft_ms.p99&step=1m&from={from.ToUnixTimeMilliseconds()}&to={to.ToUnixTimeMilliseconds()}";

    public override int CountPoints(byte[] answer)
    {
        using var json = JsonDocument.Parse(answer);
        return json.RootElement.GetProperty("series").EnumerateArray()
            .Sum(s => s.GetProperty("points").EnumerateArray().Count(p => p.GetProperty("value").ValueKind == JsonValueKind.Number));
    }
}
