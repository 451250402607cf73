using System.Text.Json;
using Plimsoll.Support;

namespace Plimsoll.EndToEnd.Tests.Durability;

/// <summary>Asks a gateway what it counted of the load, per component and minute.</summary>
internal static class CountedTotals
{
    private static readonly string[] Metrics = ["requests", "input_tokens_total", "output_tokens_total"];

    public static async Task<SortedDictionary<(string Component, long Minute), Totals>> ReadAsync(HttpClient http)
    {
        var components = Enumerable.Range(0, SentRecord.Components).Select(n => $"component=model-{n}");
        var query = string.Join('&', [.. components, .. Metrics.Select(m => $"metric={m}"), "from=-50m", "step=1m"]);
        using var json = JsonDocument.Parse(await http.GetByteArrayAsync($"api/v1/series?{query}"));
        var totals = new SortedDictionary<(string, long), Totals>();
        foreach (var series in json.RootElement.GetProperty("series").EnumerateArray())
        {
            var component = series.GetProperty("component").GetString()!;
            var metric = series.GetProperty("metric").GetString()!;
            foreach (var (minute, value) in Points(series))
                totals[(component, minute)] = With(totals.GetValueOrDefault((component, minute)), metric, value);
        }
        return totals;
    }

    /// <summary>Waits until as many records are counted, and compares component by component and minute by minute.</summary>
    public static async Task AssertCountedOnceAsync(HttpClient http, IReadOnlyList<SentRecord> acknowledged)
    {
        SortedDictionary<(string, long), Totals> counted = [];
        await Eventually.TrueAsync(
            async () => (counted = await ReadAsync(http)).Sum(t => t.Value.Requests) >= acknowledged.Count, $"{acknowledged.Count} records are counted");
        Assert.Equal(Totals.Of(acknowledged), counted);
    }

    private static IEnumerable<(long Minute, long Value)> Points(JsonElement series) =>
        from point in series.GetProperty("points").EnumerateArray()
        let value = point.GetProperty("value")
        where value.ValueKind == JsonValueKind.Number && value.GetDouble() > 0
        select (point.GetProperty("at").GetDateTimeOffset().ToUnixTimeSeconds() / 60, (long)value.GetDouble());

    private static Totals With(Totals totals, string metric, long value) => metric switch
    {
        "requests" => totals with { Requests = value },
        "input_tokens_total" => totals with { InputTokens = value },
        _ => totals with { OutputTokens = value },
    };
}
