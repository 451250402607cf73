using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Golden;
using Plimsoll.Gateway.Tests.WebConsole;
using Plimsoll.Support;

namespace Plimsoll.Gateway.Tests.Golden;

/// <summary>A golden set on its whole way: due, asked, filed, compared, and shown.</summary>
public sealed class ScheduledGoldenTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan s_realStep = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(120);

    private readonly ManualTimeProvider _time = new(new DateTimeOffset(2026, 9, 21, 12, 0, 0, TimeSpan.Zero));
    private readonly DirectoryInfo _files = Directory.CreateTempSubdirectory("plimsoll-golden-");
    private ModelStub _model = null!;
    private ConsoleHost _host = null!;
    private HttpClient _client = null!;

    private string SetFile => Path.Combine(_files.FullName, "faq.jsonl");

    public async Task InitializeAsync()
    {
        _model = await ModelStub.StartAsync(prompt => prompt.Contains("France", StringComparison.Ordinal) ? "Paris" : "4");
        await File.WriteAllTextAsync(SetFile, """
            {"id":"fr","prompt":"Capital of France?","answer":"paris"}
            {"id":"sum","prompt":"2 + 2?","answer":"4","score":"numeric"}
            """);
        var set = new GoldenOptions("faq", "chat/eu", SetFile) { Endpoint = _model.Url, Model = "m", Every = TimeSpan.FromHours(1) };
        _host = await ConsoleHost.StartAsync(directory: null, new PlimsollOptions { Golden = [set] }, _time);
        _client = new HttpClient { BaseAddress = _host.Url };
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _model.DisposeAsync();
        _files.Delete(recursive: true);
    }

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task Set_is_asked_when_it_is_due_and_a_regression_is_shown_everywhere()
    {
        await SendAsync();
        var first = await RunsAsync(1);
        Assert.Equal((1, 0, 2), (first.GetProperty("score").GetDouble(), first.GetProperty("missing").GetInt32(), _model.Asked));

        _model.Answer = _ => "Lyon or 4";
        _time.Advance(TimeSpan.FromHours(1));
        var second = await RunsAsync(2);
        Assert.True(second.GetProperty("regressed").GetBoolean());
        Assert.Equal("fr", second.GetProperty("against").GetProperty("worse_ids")[0].GetString());

        var metrics = await _client.GetStringAsync("/metrics");
        Assert.Contains("plimsoll_golden_score{component=\"chat/eu\",set=\"faq\"} 0.5\n", metrics, StringComparison.Ordinal);
        Assert.Contains("plimsoll_golden_regressed{component=\"chat/eu\",set=\"faq\"} 1\n", metrics, StringComparison.Ordinal);
        Assert.Contains("plimsoll_gateway_golden_runs_total{set=\"faq\",outcome=\"filed\"} 2\n", metrics, StringComparison.Ordinal);
        var page = await _client.GetStringAsync("/golden?component=chat%2Feu");
        Assert.Contains("regressed", page, StringComparison.Ordinal);
        Assert.Contains("fr", page, StringComparison.Ordinal);

        using var accepted = await _client.PostAsync("/api/v1/components/chat%2Feu/golden/faq/accept", null);
        Assert.Equal(HttpStatusCode.NoContent, accepted.StatusCode);
        Assert.False((await SetAsync())!.Value.GetProperty("regressed").GetBoolean());
    }

    [Fact]
    public async Task Set_that_became_broken_is_told_and_tried_again_later()
    {
        await SendAsync();
        await File.WriteAllTextAsync(SetFile, "{\"id\":1}");
        await UntilAsync(async () => (await _client.GetStringAsync("/metrics")).Contains("plimsoll_gateway_golden_runs_total{set=\"faq\",outcome=\"broken\"}", StringComparison.Ordinal), "the set is told to be broken");
        Assert.Equal(0, _model.Asked);

        await File.WriteAllTextAsync(SetFile, "{\"id\":\"fr\",\"prompt\":\"Capital of France?\",\"answer\":\"paris\"}");
        _time.Advance(GoldenWorker.Pause);
        Assert.Equal(1, (await RunsAsync(1)).GetProperty("questions").GetInt32());
    }

    [Fact]
    public async Task Component_that_nobody_knows_is_not_made_up()
    {
        Assert.Equal(0, (await SetAsync())!.Value.GetProperty("run_count").GetInt64());
        using var unknown = await _client.GetAsync("/api/v1/golden?component=gone");
        using var accepted = await _client.PostAsync("/api/v1/components/gone/golden/faq/accept", null);

        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.NotFound], [unknown.StatusCode, accepted.StatusCode]);
        Assert.Equal(0, _model.Asked);
    }

    private async Task SendAsync()
    {
        var record = new { component = "chat/eu", timestamp = _time.GetUtcNow().ToUnixTimeMilliseconds(), total_latency_ms = 100 };
        using var sent = await _client.PostAsJsonAsync("/api/v1/records", new[] { record });
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
    }

    /// <summary>The newest run, once there are so many.</summary>
    private async Task<JsonElement> RunsAsync(int count)
    {
        await UntilAsync(async () => await SetAsync() is { } set && set.GetProperty("run_count").GetInt64() >= count, $"run {count} is filed");
        return (await SetAsync())!.Value.GetProperty("runs")[0];
    }

    private async Task<JsonElement?> SetAsync()
    {
        var answer = await _client.GetFromJsonAsync<JsonElement>("/api/v1/golden");
        return answer.GetProperty("sets").EnumerateArray().Cast<JsonElement?>().FirstOrDefault();
    }

    /// <summary>The clock takes a step every other second, so that no question is given up on a busy machine.</summary>
    private Task UntilAsync(Func<Task<bool>> holds, string what)
    {
        var sinceStep = Stopwatch.StartNew();
        _time.Advance(GoldenWorker.Interval);
        return Eventually.TrueAsync(async () =>
        {
            if (sinceStep.Elapsed > s_realStep)
            {
                _time.Advance(GoldenWorker.Interval);
                sinceStep.Restart();
            }
            return await holds();
        }, what, s_deadline);
    }
}
