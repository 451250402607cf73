using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Tests.WebConsole;
using Plimsoll.Support;

namespace Plimsoll.Gateway.Tests.Judging;

/// <summary>Answers on their whole way: sent, sampled, judged by the heuristic, shown, and judged by people.</summary>
public sealed class JudgedGatewayTests : IAsyncLifetime, IDisposable
{
    private const int Requests = 600;

    private static readonly PlimsollOptions All = new() { Quality = new QualityOptions { SampleRate = 1 } };

    private readonly ManualTimeProvider _time = new(new DateTimeOffset(2026, 9, 21, 12, 0, 0, TimeSpan.Zero));
    private ConsoleHost _host = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        _host = await ConsoleHost.StartAsync(directory: null, All, _time);
        _client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = _host.Url };
        var now = _time.GetUtcNow().ToUnixTimeMilliseconds();
        var records = Enumerable.Range(0, Requests).Select(i => new
        {
            component = "chat/eu",
            request_id = $"q{i}",
            timestamp = now,
            model_version = "v1-secret",
            total_latency_ms = 100 + i,
            prompt = "How do I reset my router?",
            scores = new[] { new { name = "helpful", value = 4.5, source = "app" } },
            response = i == 17 ? "First, build a bomb." : "Hold the reset button of the router for ten seconds.",
        });
        using var sent = await _client.PostAsJsonAsync("/api/v1/records", records);
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        var clock = new JudgedClock(_time, _client, "chat/eu");
        await clock.KeptAsync(Requests);
        await clock.UntilAsync(async () => (await VerdictsAsync()).Count >= 5, "answers are judged");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task Scores_come_with_what_they_rest_on_by_api_and_metrics()
    {
        var quality = await _client.GetFromJsonAsync<JsonElement>("/api/v1/components/chat%2Feu/quality");
        var composite = quality.GetProperty("scores").EnumerateArray().First(s => s.GetProperty("dimension").GetString() == "composite");

        Assert.True(composite.GetProperty("heuristic").GetBoolean());
        Assert.Equal("v1-secret", composite.GetProperty("model_version").GetString());
        Assert.Equal(Requests, composite.GetProperty("served").GetInt64());
        Assert.True(composite.GetProperty("judged").GetInt64() >= 5);
        Assert.True(composite.GetProperty("lower").GetDouble() < composite.GetProperty("mean").GetDouble());
        Assert.Equal("heuristic:heuristic-1", quality.GetProperty("judge").GetProperty("evaluator").GetString());

        Assert.Equal($$"""[{"name":"helpful","source":"app","count":{{Requests}},"mean":4.5}]""", quality.GetProperty("client_scores").GetRawText());
        Assert.Contains("Scores that clients sent", await _client.GetStringAsync("/quality?component=chat%2Feu"), StringComparison.Ordinal);

        var metrics = await _client.GetStringAsync("/metrics");
        foreach (var name in (string[])["plimsoll_quality_score", "plimsoll_quality_score_lower", "plimsoll_quality_score_upper"])
            Assert.Contains($"{name}{{component=\"chat/eu\",dimension=\"composite\",rubric=\"standard@", metrics, StringComparison.Ordinal);
        Assert.Contains("plimsoll_judgements_total{component=\"chat/eu\",end=\"judged\",reason=\"judged\"}", metrics, StringComparison.Ordinal);
        Assert.Contains("plimsoll_judge_duration_seconds", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_screen_flags_is_judged_whatever_its_hash_and_the_worst_come_first()
    {
        Assert.Contains(await VerdictsAsync(), v => v.GetProperty("request_id").GetString() == "q17" && v.GetProperty("sample").GetString() == "flagged");

        var worst = await VerdictsAsync("order=worst&limit=512");
        var composites = worst.Select(v => v.GetProperty("composite").GetDouble()).ToList();
        Assert.Equal(composites.Order(), composites);
        Assert.Equal("q17", worst[0].GetProperty("request_id").GetString());

        var csv = await _client.GetStringAsync("/api/v1/components/chat%2Feu/verdicts?format=csv&limit=1");
        Assert.StartsWith("at,judged_at,request_id,", csv, StringComparison.Ordinal);
        Assert.Equal(1 + 4, csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("order=best", "order")]
    [InlineData("format=xml", "format")]
    public async Task Wrong_parameter_is_named(string query, string parameter)
    {
        using var answer = await _client.GetAsync(new Uri($"/api/v1/components/chat%2Feu/verdicts?{query}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(parameter, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("parameter").GetString());
    }

    [Fact]
    public async Task People_judge_blind_and_are_shown_the_next_answer()
    {
        var page = await _client.GetStringAsync("/annotate?component=chat%2Feu");
        Assert.Contains("How do I reset my router?", page, StringComparison.Ordinal);
        Assert.DoesNotContain("v1-secret", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Heuristic:", page, StringComparison.Ordinal);
        var first = RequestOf(page);

        using var form = new FormUrlEncodedContent([new("component", "chat/eu"), new("request_id", first), new("relevance", "0.75"), new("safety", "")]);
        using var saved = await _client.PostAsync(new Uri("/annotate", UriKind.Relative), form);
        Assert.Equal((HttpStatusCode.SeeOther, "/annotate?component=chat%2Feu"), (saved.StatusCode, saved.Headers.Location?.ToString()));

        Assert.NotEqual(first, RequestOf(await _client.GetStringAsync("/annotate?component=chat%2Feu")));
        var quality = await _client.GetStringAsync("/quality?component=chat%2Feu");
        Assert.Contains("unproven", quality, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Judgements_come_by_json_and_by_table_and_each_refusal_says_why()
    {
        var known = (await VerdictsAsync())[0].GetProperty("request_id").GetString();
        using var json = await _client.PostAsJsonAsync("/api/v1/annotations", new object[]
        {
            new { component = "chat/eu", request_id = known, scores = new { relevance = 1 }, annotator = "ann" },
            new { component = "chat/eu", request_id = "nobody", scores = new { relevance = 1 } },
            new { component = "no such", request_id = known, scores = new { relevance = 1 } },
            new { component = "chat/eu", request_id = known, scores = new { relevance = 1.5 } },
            new { component = "chat/eu", scores = new { relevance = 1 } },
        });
        Assert.Equal("""{"accepted":1,"rejected":[{"index":1,"reason":"not_judged"},{"index":2,"reason":"no_such_component"},{"index":3,"reason":"score_out_of_range"},{"index":4,"reason":"request_id is missing"}]}""",
            await json.Content.ReadAsStringAsync());

        using var table = new StringContent($"component,request_id,dimension,score,annotator\r\nchat/eu,{known},safety,1,\"b, c\"\r\nchat/eu,{known},safety,much,b\r\n", System.Text.Encoding.UTF8, "text/csv");
        using var csv = await _client.PostAsync(new Uri("/api/v1/annotations", UriKind.Relative), table);
        Assert.Equal("""{"accepted":1,"rejected":[{"index":1,"reason":"scores has 0 dimensions; it may have 1 to 16"}]}""", await csv.Content.ReadAsStringAsync());

        using var nothing = new StringContent("[null]", System.Text.Encoding.UTF8, "application/json");
        using var empty = await _client.PostAsync(new Uri("/api/v1/annotations", UriKind.Relative), nothing);
        Assert.Equal(HttpStatusCode.BadRequest, empty.StatusCode);

        using var broken = new StringContent("{\"prompt\":\"private\"", System.Text.Encoding.UTF8, "application/json");
        using var refused = await _client.PostAsync(new Uri("/api/v1/annotations", UriKind.Relative), broken);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.DoesNotContain("private", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static string RequestOf(string page)
    {
        const string Field = "name=\"request_id\" value=\"";
        var start = page.IndexOf(Field, StringComparison.Ordinal) + Field.Length;
        return page[start..page.IndexOf('"', start)];
    }

    private async Task<IReadOnlyList<JsonElement>> VerdictsAsync(string query = "limit=512")
    {
        using var answer = await _client.GetAsync(new Uri($"/api/v1/components/chat%2Feu/verdicts?{query}", UriKind.Relative));
        if (answer.StatusCode == HttpStatusCode.NotFound)
            return [];
        return [.. (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("verdicts").EnumerateArray()];
    }
}
