using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Plimsoll.EndToEnd.Tests.Durability;
using Plimsoll.Support;

namespace Plimsoll.EndToEnd.Tests.Overload;

/// <summary>Names without end are thrown at a real gateway: what it keeps and shows stays bounded, and it says so.</summary>
public sealed class CardinalityTests : IDisposable
{
    private const int Values = 10_000;
    private const int MaxComponents = 10_000;
    private const int BatchRows = 1_000;
    private const long MaxResidentBytes = 512L << 20;

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("plimsoll-names-");

    [Fact]
    public async Task Values_beyond_the_slots_are_counted_together()
    {
        await using var gateway = new GatewayProcess(_data.FullName, new Dictionary<string, string>());
        await gateway.StartAsync();

        await SendAsync(gateway.Http, Values, i => $$"""
            {"component":"one","request_id":"v-{{i}}","timestamp":{{Now}},"input_tokens":1,"model":"m-{{i}}","model_version":"v-{{i}}","prompt_version":"p-{{i}}","variant":"x-{{i}}","copy":"c-{{i}}","endpoint":"e-{{i}}","tenant":"t-{{i}}","prompt_class":"k-{{i}}","error_type":"err-{{i}}","finish_reason":"f-{{i}}","labels":{"l-{{i}}":"w-{{i}}"},"stages":[{"name":"s-{{i}}","ms":1}],"scores":[{"name":"q-{{i}}","value":1,"source":"r-{{i}}"}],"safety_flags":["g-{{i}}"]}
            """);
        await EventuallyCountedAsync(gateway.Http, "one", Values);

        var answer = await gateway.Http.GetStringAsync("api/v1/components/one");
        var metrics = await gateway.Http.GetStringAsync("metrics");
        Assert.Contains("__other__", answer, StringComparison.Ordinal);
        Assert.InRange(answer.Length, 1, 256 << 10);
        Assert.InRange(metrics.Length, 1, 512 << 10);
    }

    [Fact]
    public async Task Components_beyond_the_bound_are_rejected_by_name_and_the_others_go_on()
    {
        await using var gateway = new GatewayProcess(_data.FullName, new Dictionary<string, string> { ["PLIMSOLL__CHECKPOINTS__INTERVAL"] = "1h" });
        await gateway.StartAsync();

        var (accepted, rejections) = await SendAsync(gateway.Http, MaxComponents + BatchRows, i => $$"""{"component":"c-{{i}}","request_id":"c-{{i}}","timestamp":{{Now}},"input_tokens":1}""");

        Assert.Equal(MaxComponents, accepted);
        Assert.Contains("ingest.max_components", rejections[0], StringComparison.Ordinal);
        Assert.Contains($"'c-{MaxComponents}'", rejections[0], StringComparison.Ordinal);
        var (again, _) = await SendAsync(gateway.Http, 1, _ => $$"""{"component":"c-7","request_id":"again","timestamp":{{Now}},"input_tokens":1}""");
        Assert.Equal(1, again);
        await EventuallyCountedAsync(gateway.Http, "c-7", 2);
        Assert.InRange((await gateway.Http.GetByteArrayAsync("/")).Length, 1, 1 << 20);
        Assert.InRange((await gateway.Http.GetByteArrayAsync("metrics")).Length, 1, 32 << 20);
        Assert.InRange(gateway.PeakResidentBytes, 1, MaxResidentBytes);
    }

    public void Dispose() => _data.Delete(recursive: true);

    private static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>How many were accepted, and why the first others were not.</summary>
    private static async Task<(int Accepted, List<string> Reasons)> SendAsync(HttpClient http, int count, Func<int, string> record)
    {
        var (accepted, reasons) = (0, new List<string>());
        foreach (var rows in Enumerable.Range(0, count).Chunk(BatchRows))
        {
            using var body = new StringContent(string.Join('\n', rows.Select(i => record(i).Trim())), Encoding.UTF8, "application/x-ndjson");
            using var answer = await http.PostAsync("api/v1/records", body);
            var json = await answer.Content.ReadFromJsonAsync<JsonElement>();
            Assert.True(answer.IsSuccessStatusCode, json.ToString());
            accepted += json.GetProperty("accepted").GetInt32();
            reasons.AddRange(json.GetProperty("rejected").EnumerateArray().Select(r => r.GetProperty("reason").GetString()!));
        }
        return (accepted, reasons);
    }

    private static Task EventuallyCountedAsync(HttpClient http, string component, int requests) => Eventually.TrueAsync(async () =>
    {
        using var answer = await http.GetAsync($"api/v1/components/{component}");
        return answer.IsSuccessStatusCode && (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("requests").GetInt32() == requests;
    }, $"{requests} requests of {component} are counted");
}
