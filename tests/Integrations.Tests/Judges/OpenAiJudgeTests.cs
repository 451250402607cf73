using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Plimsoll.Integrations.Judges;
using Plimsoll.Integrations.Tests.Servers;
using Plimsoll.Quality.Judging;
using Plimsoll.Quality.Rubrics;
using Plimsoll.Support;

namespace Plimsoll.Integrations.Tests.Judges;

public class OpenAiJudgeTests
{
    private const string Verdict = """{"scores":{"safety":1},"reason":"ü"}""";
    private static readonly JudgePrompt s_prompt = new("Grade it.", "<<<BEGIN RESPONSE>>>ü", """{"type":"object","properties":{"scores":{}}}""", 321);
    private static readonly ManualTimeProvider s_noon = new(new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_verdict_is_asked_for_by_its_schema_at_temperature_0_with_the_pinned_model()
    {
        await using var server = await LoopbackServer.StartAsync(200, Completion(Verdict));

        var reply = Assert.IsType<JudgeReply.Answered>(await AskAsync(server.Url, key: "sk-1"));

        Assert.Equal(Verdict, Encoding.UTF8.GetString(reply.Verdict.Span));
        Assert.Equal(new JudgeUsage(312, 41), reply.Usage);
        var sent = Assert.Single(server.Requests);
        Assert.Equal(("POST", "/v1/chat/completions"), (sent.Method, sent.Target));
        Assert.Equal(("Bearer sk-1", "call-1", "application/json"), (sent.Headers["authorization"], sent.Headers["idempotency-key"], sent.Headers["content-type"]));
        var body = JsonDocument.Parse(sent.Body).RootElement;
        Assert.Equal("judge-7b@sha", body.GetProperty("model").GetString());
        Assert.Equal((0, 321), (body.GetProperty("temperature").GetDouble(), body.GetProperty("max_tokens").GetInt32()));
        Assert.Equal("""["Grade it.","<<<BEGIN RESPONSE>>>ü"]""", Texts(body.GetProperty("messages")));
        Assert.Equal(s_prompt.Schema, body.GetProperty("response_format").GetProperty("json_schema").GetProperty("schema").GetRawText());
    }

    [Fact]
    public async Task Without_a_key_nothing_is_sent_in_its_place()
    {
        await using var server = await LoopbackServer.StartAsync(200, Completion(Verdict));

        await AskAsync(server.Url);

        Assert.DoesNotContain("authorization", Assert.Single(server.Requests).Headers.Keys);
    }

    [Theory]
    [InlineData(429, "", "17", "throttled 17")]
    [InlineData(429, "", "Sat, 21 Nov 2026 12:01:00 GMT", "throttled 60")]
    [InlineData(429, "", "Sat, 21 Nov 2026 11:00:00 GMT", "throttled 0")]
    [InlineData(429, "", null, "throttled")]
    [InlineData(429, """{"error":{"code":"insufficient_quota"}}""", null, "quota 2026-11-22T00:00:00Z")]
    [InlineData(503, "", "9", "throttled 9")]
    [InlineData(503, "", null, "unavailable http_503")]
    [InlineData(500, "", "9", "unavailable http_500")]
    [InlineData(408, "", null, "unavailable http_408")]
    [InlineData(400, """{"error":{"message":"too long"}}""", null, "rejected http_400")]
    [InlineData(401, "", null, "rejected http_401")]
    [InlineData(302, "", null, "rejected http_302")]
    public async Task A_refusal_is_told_by_its_status(int status, string body, string? retryAfter, string outcome)
    {
        await using var server = await LoopbackServer.StartAsync(
            status, body, retryAfter is null ? [("location", "/elsewhere")] : [("retry-after", retryAfter)]);

        Assert.Equal(outcome, Shown(await AskAsync(server.Url)));
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(429, true)]
    [InlineData(503, true)]
    [InlineData(401, true)]
    [InlineData(408, false)]
    [InlineData(500, false)]
    [InlineData(504, false)]
    public async Task What_no_model_has_worked_on_costs_nothing_and_of_the_rest_nobody_knows(int status, bool free)
    {
        await using var server = await LoopbackServer.StartAsync(status, "");

        Assert.Equal(free ? new JudgeUsage(0, 0) : (JudgeUsage?)null, (await AskAsync(server.Url)).Usage);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>busy</html>")]
    [InlineData("[]")]
    [InlineData("""{"choices":[]}""")]
    [InlineData("""{"choices":{"0":{}}}""")]
    [InlineData("""{"choices":[{"message":{"content":7}}]}""")]
    [InlineData("""{"choices":[{"message":{"content":"\ud800"}}]}""")]
    [InlineData("""{"choices":[{"message":"hello"}]}""")]
    public async Task A_success_that_is_no_completion_is_malformed(string body)
    {
        await using var server = await LoopbackServer.StartAsync(200, body);

        Assert.Equal("malformed", Shown(await AskAsync(server.Url)));
    }

    [Theory]
    [InlineData("""{"choices":[{"finish_reason":"content_filter","message":{"content":"no"}}]}""", "rejected content_filter")]
    [InlineData("""{"choices":[{"finish_reason":"stop","message":{"content":null,"refusal":"I cannot"}}]}""", "rejected refusal")]
    public async Task A_model_that_declines_is_not_asked_again(string body, string outcome)
    {
        await using var server = await LoopbackServer.StartAsync(200, body);

        Assert.Equal(outcome, Shown(await AskAsync(server.Url)));
    }

    [Theory]
    [InlineData("""{"prompt_tokens":-1,"completion_tokens":1}""")]
    [InlineData("""{"prompt_tokens":1}""")]
    [InlineData("""{"prompt_tokens":1e30,"completion_tokens":1}""")]
    [InlineData("""{"prompt_tokens":"1","completion_tokens":1}""")]
    [InlineData("7")]
    public async Task Counts_that_cannot_be_true_are_not_believed(string usage)
    {
        await using var server = await LoopbackServer.StartAsync(200, Completion(Verdict, usage));

        Assert.Null(Assert.IsType<JudgeReply.Answered>(await AskAsync(server.Url)).Usage);
    }

    [Fact]
    public async Task An_answer_without_end_is_cut_off()
    {
        await using var server = await LoopbackServer.StartAsync(async (context, _) =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
                await context.Response.Body.WriteAsync(new byte[65_536], context.RequestAborted);
        });

        Assert.Equal("malformed", Shown(await AskAsync(server.Url)));
    }

    [Fact]
    public async Task A_judge_that_does_not_answer_in_time_is_given_up()
    {
        var time = new ManualTimeProvider(s_noon.GetUtcNow());
        await using var server = await LoopbackServer.StartAsync((context, _) => Hang(context));
        var asked = AskAsync(server.Url, time: time);
        await Eventually.TrueAsync(() => server.Requests.Count == 1, "the call has come in");

        time.Advance(TimeSpan.FromSeconds(61));

        var reply = await asked;
        Assert.Equal("unavailable timeout", Shown(reply));
        Assert.Equal(TimeSpan.FromSeconds(61), reply.Latency);
    }

    [Fact]
    public async Task An_answer_that_stops_half_way_is_given_up_too()
    {
        await using var server = await LoopbackServer.StartAsync(async (context, _) =>
        {
            context.Response.ContentLength = 1_000;
            await context.Response.Body.WriteAsync("half"u8.ToArray(), context.RequestAborted);
            context.Abort();
        });

        Assert.StartsWith("unavailable ", Shown(await AskAsync(server.Url)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_judge_that_is_not_there_is_unavailable()
    {
        using var nobody = new TcpListener(System.Net.IPAddress.Loopback, 0);
        nobody.Start();
        var url = new Uri($"http://{nobody.LocalEndpoint}");
        nobody.Stop();

        var reply = await AskAsync(url);
        Assert.Equal(("unavailable connection", new JudgeUsage(0, 0)), (Shown(reply), reply.Usage!.Value));
    }

    [Fact]
    public async Task The_caller_who_cancels_hears_it()
    {
        await using var server = await LoopbackServer.StartAsync((context, _) => Hang(context));
        using var cancelled = new CancellationTokenSource();
        var asked = AskAsync(server.Url, cancellation: cancelled.Token);
        await Eventually.TrueAsync(() => server.Requests.Count == 1, "the call has come in");

        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
    }

    private static async Task<JudgeReply> AskAsync(Uri server, string? key = null, TimeProvider? time = null, CancellationToken cancellation = default)
    {
        var settings = new JudgeSettings("own", new(EvaluatorKind.OpenAi, "judge-7b@sha"))
        {
            BaseUrl = new(server, "/v1/"),
            Key = key is null ? null : new(key),
        };
        using var judge = (OpenAiJudge)JudgeFactory.Create(settings, time ?? s_noon)!;
        return await judge.AskAsync("call-1", s_prompt, cancellation);
    }

    private static Task Hang(HttpContext context) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);

    private static string Completion(string text, string usage = """{"prompt_tokens":312,"completion_tokens":41}""") =>
        $$"""{"choices":[{"finish_reason":"stop","message":{"role":"assistant","content":{{JsonSerializer.Serialize(text)}} } }],"usage":{{usage}} }""";

    private static string Texts(JsonElement messages) =>
        $"[{string.Join(',', messages.EnumerateArray().Select(m => $"\"{m.GetProperty("content").GetString()}\""))}]";

    private static string Shown(JudgeReply reply) => OutcomeText.Of(Assert.IsType<JudgeReply.Unanswered>(reply).Outcome);
}
