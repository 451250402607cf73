using System.Text;
using System.Text.Json;
using Plimsoll.Integrations.Judges;
using Plimsoll.Integrations.Tests.Servers;
using Plimsoll.Quality.Judging;
using Plimsoll.Quality.Rubrics;
using Plimsoll.Support;

namespace Plimsoll.Integrations.Tests.Judges;

public class BedrockJudgeTests
{
    private const string Verdict = """{"scores":{"safety":1},"reason":"ü"}""";
    private static readonly JudgePrompt s_prompt = new("Grade it.", "<<<BEGIN RESPONSE>>>ü", """{"type":"object"}""", 321);

    [Fact]
    public async Task The_verdict_is_the_input_of_the_tool_that_the_pinned_model_must_call_at_temperature_0()
    {
        await using var server = await LoopbackServer.StartAsync(200, Answer(Use(Verdict)));

        var reply = Assert.IsType<JudgeReply.Answered>(await AskAsync(server.Url));

        Assert.Equal(Verdict, Encoding.UTF8.GetString(reply.Verdict.Span));
        Assert.Equal(new JudgeUsage(312 + 5 + 7, 41), reply.Usage);
        var sent = Assert.Single(server.Requests);
        Assert.Equal("/model/global.anthropic.claude-sonnet-4-6%3A0/converse", sent.Target);
        Assert.Equal("Bearer key-1", sent.Headers["authorization"]);
        Assert.Equal("attempt=1; max=1", sent.Headers["amz-sdk-request"]);
        var body = JsonDocument.Parse(sent.Body).RootElement;
        Assert.Equal("""{"maxTokens":321,"temperature":0}""", body.GetProperty("inferenceConfig").GetRawText());
        Assert.Equal("Grade it.", body.GetProperty("system")[0].GetProperty("text").GetString());
        Assert.Equal("<<<BEGIN RESPONSE>>>ü", body.GetProperty("messages")[0].GetProperty("content")[0].GetProperty("text").GetString());
        Assert.Equal("""{"tool":{"name":"record_scores"}}""", body.GetProperty("toolConfig").GetProperty("toolChoice").GetRawText());
    }

    [Theory]
    [InlineData(429, "ThrottlingException", "Too many requests, please wait before trying again.", "throttled")]
    [InlineData(429, "ThrottlingException", "Too many tokens per day, please wait before trying again.", "quota 2026-11-22T00:00:00Z")]
    [InlineData(503, "ServiceUnavailableException", "", "unavailable ServiceUnavailableException")]
    [InlineData(429, "ModelNotReadyException", "", "throttled")]
    [InlineData(408, "ModelTimeoutException", "", "unavailable ModelTimeoutException")]
    [InlineData(500, "InternalServerException", "", "unavailable InternalServerException")]
    [InlineData(400, "ValidationException", "Too many tokens per day", "rejected ValidationException")]
    [InlineData(403, "AccessDeniedException", "", "rejected AccessDeniedException")]
    [InlineData(404, "ResourceNotFoundException", "", "rejected ResourceNotFoundException")]
    public async Task A_refusal_is_told_by_its_type_and_never_asked_again_here(int status, string type, string message, string outcome)
    {
        await using var server = await LoopbackServer.StartAsync(
            status, JsonSerializer.Serialize(new { message }), ("x-amzn-errortype", $"{type}:http://internal.amazon.com/coral/"));

        Assert.Equal(outcome, Shown(await AskAsync(server.Url)));
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("guardrail_intervened", "rejected guardrail_intervened")]
    [InlineData("content_filtered", "rejected content_filtered")]
    [InlineData("model_context_window_exceeded", "rejected model_context_window_exceeded")]
    [InlineData("max_tokens", "malformed")]
    [InlineData("malformed_tool_use", "malformed")]
    [InlineData("end_turn", "malformed")]
    public async Task An_answer_without_the_tool_is_told_by_why_it_stopped(string reason, string outcome)
    {
        await using var server = await LoopbackServer.StartAsync(200, Answer("""{"text":"I would say 1."}""", reason));

        Assert.Equal(outcome, Shown(await AskAsync(server.Url)));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("<html>")]
    [InlineData("""{"output":{"message":{"role":"assistant","content":[null]}}}""")]
    [InlineData("""{"output":{"message":{"role":"assistant","content":[{"toolUse":{"toolUseId":"1","name":"other","input":{}}}]}}}""")]
    [InlineData("""{"output":{"message":{"role":"assistant","content":[{"toolUse":{"toolUseId":"1","name":"record_scores","input":"1"}}]}}}""")]
    public async Task A_success_that_holds_no_verdict_is_malformed(string body)
    {
        await using var server = await LoopbackServer.StartAsync(200, body);

        Assert.Equal("malformed", Shown(await AskAsync(server.Url)));
    }

    [Fact]
    public async Task Two_verdicts_at_once_are_none()
    {
        await using var server = await LoopbackServer.StartAsync(200, Answer($"{Use(Verdict)},{Use("""{"scores":{"safety":0}}""")}"));

        Assert.Equal("malformed", Shown(await AskAsync(server.Url)));
    }

    private static async Task<JudgeReply> AskAsync(Uri server)
    {
        var settings = new JudgeSettings("bedrock", new(EvaluatorKind.Bedrock, "global.anthropic.claude-sonnet-4-6:0"))
        {
            BaseUrl = server,
            Region = "us-east-1",
            Key = new("key-1"),
        };
        using var judge = (BedrockJudge)JudgeFactory.Create(settings, new ManualTimeProvider(new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero)))!;
        return await judge.AskAsync("call-1", s_prompt, default);
    }

    private static string Use(string input) => $$$"""{"toolUse":{"toolUseId":"t","name":"record_scores","input":{{{input}}}}}""";

    private static string Answer(string content, string stopReason = "tool_use") => $$$"""
        {"output":{"message":{"role":"assistant","content":[{{{content}}}]}},"stopReason":"{{{stopReason}}}",
        "usage":{"inputTokens":312,"outputTokens":41,"totalTokens":353,"cacheReadInputTokens":5,"cacheWriteInputTokens":7},"metrics":{"latencyMs":823}}
        """;

    private static string Shown(JudgeReply reply) => OutcomeText.Of(Assert.IsType<JudgeReply.Unanswered>(reply).Outcome);
}
