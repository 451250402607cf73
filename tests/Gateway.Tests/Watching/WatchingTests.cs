using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Tests.WebConsole;
using Plimsoll.Support;

namespace Plimsoll.Gateway.Tests.Watching;

/// <summary>What people who watch a component ask of a whole gateway: its baseline, and whether poor scores go with load.</summary>
public sealed class WatchingTests : IAsyncLifetime, IDisposable
{
    private const int Requests = 600;
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(60);

    private readonly ManualTimeProvider _time = new(new DateTimeOffset(2026, 9, 21, 12, 0, 0, TimeSpan.Zero));
    private ConsoleHost _host = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        _host = await ConsoleHost.StartAsync(directory: null, new PlimsollOptions { Quality = new QualityOptions { SampleRate = 1 } }, _time);
        _client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = _host.Url };
        var now = _time.GetUtcNow().ToUnixTimeMilliseconds();
        using var sent = await _client.PostAsJsonAsync("/api/v1/records", Enumerable.Range(0, Requests).Select(i => new
        {
            component = "chat/eu",
            request_id = $"q{i}",
            timestamp = now,
            total_latency_ms = 100 + i,
            ttft_ms = 50 + i,
            queue_ms = i,
            input_tokens = 10 + i,
            prompt_class = "help",
            prompt = "How do I reset my router?",
            response = "Hold the reset button of the router for ten seconds.",
        }));
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task A_baseline_begins_anew_by_API_and_console_and_says_since_when_and_by_whom()
    {
        await KnownAsync();
        Assert.Equal(HttpStatusCode.NoContent, (await ResetAsync(new { reason = "new retrieval", by = "ann" })).StatusCode);
        var baseline = (await _client.GetFromJsonAsync<JsonElement>("/api/v1/components/chat%2Feu/drift")).GetProperty("baseline");
        Assert.Equal(("new retrieval", "ann"), (baseline.GetProperty("reason").GetString(), baseline.GetProperty("by").GetString()));
        Assert.Equal(_time.GetUtcNow(), baseline.GetProperty("reset_at").GetDateTimeOffset());

        using var form = new FormUrlEncodedContent([new("reason", "again")]);
        using var posted = await _client.PostAsync("/drift/reset?component=chat%2Feu", form);
        Assert.Equal((HttpStatusCode.Redirect, "/drift?component=chat%2Feu"), (posted.StatusCode, posted.Headers.Location?.ToString()));
        var page = await _client.GetStringAsync("/drift?component=chat%2Feu");
        Assert.Contains(": again.", page, StringComparison.Ordinal);
        Assert.Contains("What it does now is its new usual", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reset_of_a_component_that_is_not_known_or_with_a_book_for_a_reason_is_refused()
    {
        await KnownAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await _client.PostAsJsonAsync("/api/v1/components/nobody/drift/reset", new { })).StatusCode);
        using var refused = await ResetAsync(new { reason = new string('x', 257) });
        Assert.Equal((HttpStatusCode.BadRequest, "reason"), (refused.StatusCode, (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("parameter").GetString()));
    }

    [Fact]
    public async Task Retired_component_is_idle_and_one_that_is_not_known_is_refused()
    {
        await KnownAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await _client.PostAsync("/api/v1/components/nobody/retire", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await _client.PostAsync("/api/v1/components/chat%2Feu/retire", null)).StatusCode);

        Assert.Equal("idle", (await _client.GetFromJsonAsync<JsonElement>("/api/v1/components/chat%2Feu")).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Judged_answers_stand_against_the_load_of_their_requests_by_API_and_console()
    {
        JsonElement load = default;
        await Eventually.TrueAsync(async () =>
        {
            _time.Advance(TimeSpan.FromSeconds(5));
            using var answer = await _client.GetAsync("/api/v1/components/chat%2Feu/quality/load");
            if (!answer.IsSuccessStatusCode)
                return false;
            load = await answer.Content.ReadFromJsonAsync<JsonElement>();
            return load.GetProperty("answers").GetInt32() >= 2;
        }, "answers are judged", s_deadline);

        Assert.Equal("composite", load.GetProperty("dimension").GetString());
        Assert.True(load.GetProperty("heuristic").GetBoolean());
        var factors = load.GetProperty("factors").EnumerateArray().ToDictionary(f => f.GetProperty("factor").GetString()!);
        foreach (var factor in (string[])["queue_ms", "ttft_ms", "input_tokens", "response_chars", "requests_per_second"])
            Assert.Equal(load.GetProperty("answers").GetInt32(), factors[factor].GetProperty("answers").GetInt32());
        Assert.Equal(0, factors["gpu_utilization_ratio"].GetProperty("answers").GetInt32());
        Assert.Equal("help", load.GetProperty("prompt_classes").GetProperty("classes")[0].GetProperty("prompt_class").GetString());

        var page = await _client.GetStringAsync("/quality/load?component=chat%2Feu&dimension=relevance");
        Assert.Contains("Time in the queue, ms", page, StringComparison.Ordinal);
        Assert.Contains("/quality/load?component=chat%2Feu", await _client.GetStringAsync("/quality?component=chat%2Feu"), StringComparison.Ordinal);

        using var wrong = await _client.GetAsync("/api/v1/components/chat%2Feu/quality/load?dimension=beauty");
        Assert.Equal((HttpStatusCode.BadRequest, "dimension"), (wrong.StatusCode, (await wrong.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("parameter").GetString()));
    }

    private Task<HttpResponseMessage> ResetAsync(object body) => _client.PostAsJsonAsync("/api/v1/components/chat%2Feu/drift/reset", body);

    private Task KnownAsync() => Eventually.TrueAsync(
        async () => (await _client.GetAsync("/api/v1/components/chat%2Feu")).IsSuccessStatusCode, "the component is known", s_deadline);
}
