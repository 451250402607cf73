using System.Net.Http.Json;
using System.Text.Json;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Tests.WebConsole;
using Plimsoll.SageMaker.Capture;
using Plimsoll.Support;

namespace Plimsoll.Gateway.Tests.Capture;

/// <summary>Captured requests on their whole way: from a folder through sample and judge to what is shown.</summary>
public sealed class CapturedGatewayTests : IDisposable
{
    private const int Requests = 600;

    private static readonly DateTimeOffset Start = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _captured = Directory.CreateTempSubdirectory("plimsoll-captured-");
    private readonly ManualTimeProvider _time = new(Start);

    public void Dispose() => _captured.Delete(recursive: true);

    [Fact]
    public async Task Captured_answers_are_judged_and_counted_once()
    {
        var file = Path.Combine(_captured.CreateSubdirectory("chat/blue/2026/11/21/11").FullName, "58-00-000.jsonl");
        await File.WriteAllLinesAsync(file, Enumerable.Range(0, Requests).Select(Line));
        File.SetLastWriteTimeUtc(file, Start.AddMinutes(-2).UtcDateTime);
        await using var host = await ConsoleHost.StartAsync(
            directory: null, new PlimsollOptions { Quality = new() { SampleRate = 1 }, Capture = [new CaptureSettings("prod") { Directory = _captured.FullName }] }, _time);
        using var client = new HttpClient { BaseAddress = host.Url };

        await Eventually.TrueAsync(async () => await RequestsAsync(client) == Requests, "captured requests count", TimeSpan.FromSeconds(60));
        await Eventually.TrueAsync(async () =>
        {
            _time.Advance(TimeSpan.FromSeconds(5));
            return await JudgedAsync(client) > 0;
        }, "captured answers are judged", TimeSpan.FromSeconds(60));

        var component = await client.GetFromJsonAsync<JsonElement>("/api/v1/components/chat");
        Assert.Equal("capture", Assert.Single(component.GetProperty("sources").EnumerateArray()).GetProperty("source").GetString());
        Assert.Contains($"plimsoll_gateway_capture_requests_total{{capture=\"prod\",outcome=\"accepted\"}} {Requests}", await client.GetStringAsync("/metrics"), StringComparison.Ordinal);
    }

    private static async Task<long> RequestsAsync(HttpClient client)
    {
        using var answer = await client.GetAsync(new Uri("/api/v1/components/chat", UriKind.Relative));
        return answer.IsSuccessStatusCode ? (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("requests").GetInt64() : 0;
    }

    private static async Task<int> JudgedAsync(HttpClient client)
    {
        using var answer = await client.GetAsync(new Uri("/api/v1/components/chat/verdicts", UriKind.Relative));
        return answer.IsSuccessStatusCode ? (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("verdicts").GetArrayLength() : 0;
    }

    private static string Line(int i) => JsonSerializer.Serialize(new
    {
        captureData = new
        {
            endpointInput = new { observedContentType = "application/json", mode = "INPUT", data = """{"inputs":"How do I reset my router?"}""", encoding = "JSON" },
            endpointOutput = new { observedContentType = "application/json", mode = "OUTPUT", data = """[{"generated_text":"Hold the reset button of the router for ten seconds."}]""", encoding = "JSON" },
        },
        eventMetadata = new { eventId = $"e-{i}", inferenceTime = Start.AddMinutes(-3).ToString("O") },
        eventVersion = "0",
    });
}
