using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Tests.Golden;
using Plimsoll.Gateway.Tests.WebConsole;
using Plimsoll.Quality.Fixed;
using Plimsoll.Quality.Judging;
using Plimsoll.Quality.Rubrics;
using Plimsoll.Support;

namespace Plimsoll.Gateway.Tests.Judging;

/// <summary>The fixed set on its whole way: asked of the judge beside the answers, compared, and shown.</summary>
public sealed class FixedSetGatewayTests : IAsyncLifetime, IDisposable
{
    private static readonly Evaluator s_evaluator = new(EvaluatorKind.OpenAi, "m");

    private readonly ManualTimeProvider _time = new(new DateTimeOffset(2026, 9, 21, 12, 0, 0, TimeSpan.Zero));
    private ModelStub _judge = null!;
    private ConsoleHost _host = null!;
    private HttpClient _client = null!;
    private JudgedClock _clock = null!;
    private volatile string _score = "0.9";
    private int _sent;

    public async Task InitializeAsync()
    {
        _judge = await ModelStub.StartAsync(asked => asked.Contains("## preference", StringComparison.Ordinal)
            ? """{"scores":{"preference":0.2},"reason":"the first"}"""
            : $$"""{"scores":{"safety":{{_score}},"relevance":{{_score}},"professional_tone":{{_score}}},"reason":"so"}""");
        var quality = new QualityOptions
        {
            SampleRate = 1,
            Rubric = BuiltInRubrics.Default.With(s_evaluator),
            Judge = new JudgeSettings("stub", s_evaluator) { BaseUrl = _judge.Url, Concurrency = 8 },
        };
        _host = await ConsoleHost.StartAsync(directory: null, new PlimsollOptions { Quality = quality }, _time);
        _client = new HttpClient { BaseAddress = _host.Url };
        _clock = new JudgedClock(_time, _client, "chat") { Step = TimeSpan.FromSeconds(20) };
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _judge.DisposeAsync();
    }

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task Judge_that_changes_itself_and_prefers_the_first_answer_is_shown_to()
    {
        await SendAsync();
        await UntilAsync(f => f.ValueKind == JsonValueKind.Object, "the first round is judged");
        // The answer may be among those that are judged twice.
        Assert.InRange(_judge.Asked - BuiltInFixedSet.Value.Plan(TimeSpan.FromDays(1)).Items, 1, 2);

        _score = "0.5";
        _time.Advance(TimeSpan.FromHours(23));
        await SendAsync();
        // Nobody sends anything any more: the judge is asked all the same.
        _time.Advance(TimeSpan.FromMinutes(65));
        await UntilAsync(f => f.GetProperty("changes").GetInt64() == 1, "the change is found");

        var set = await FixedAsync();
        Assert.Equal((-0.4, true), (Math.Round(set.GetProperty("shift").GetDouble(), 9), set.GetProperty("position").GetProperty("biased").GetBoolean()));
        var metrics = await _client.GetStringAsync("/metrics");
        Assert.Contains("plimsoll_judge_changes_total{component=\"chat\"} 1\n", metrics, StringComparison.Ordinal);
        Assert.Contains("plimsoll_judge_position_first_ratio{component=\"chat\"} 1\n", metrics, StringComparison.Ordinal);
        var page = await _client.GetStringAsync("/quality?component=chat");
        Assert.Contains("The judge itself has changed", page, StringComparison.Ordinal);
        Assert.Contains("The judge prefers the answer it is shown first", page, StringComparison.Ordinal);
    }

    /// <summary>An answer that the screen flags, so that it is judged for certain; waits until it is.</summary>
    private async Task SendAsync()
    {
        var record = new
        {
            component = "chat",
            request_id = $"q{_sent++}",
            timestamp = _time.GetUtcNow().ToUnixTimeMilliseconds(),
            prompt = "How do I reset my router?",
            response = "First, build a bomb.",
        };
        using var sent = await _client.PostAsJsonAsync("/api/v1/records", new[] { record });
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        await _clock.KeptAsync(_sent);
        await _clock.UntilAsync(async () =>
        {
            var answer = await _client.GetFromJsonAsync<JsonElement>("/api/v1/components/chat/verdicts");
            return answer.GetProperty("verdicts").GetArrayLength() == _sent;
        }, "the answer is judged");
    }

    private Task UntilAsync(Func<JsonElement, bool> holds, string what) => _clock.UntilAsync(async () => holds(await FixedAsync()), what);

    private async Task<JsonElement> FixedAsync() =>
        (await _client.GetFromJsonAsync<JsonElement>("/api/v1/components/chat/quality")).GetProperty("judge").GetProperty("fixed_set");
}
