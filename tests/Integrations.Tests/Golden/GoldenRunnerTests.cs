using System.Text.Json;
using Amazon.Runtime;
using Plimsoll.Integrations.Aws.Wire;
using Plimsoll.Integrations.Golden;
using Plimsoll.Integrations.Http;
using Plimsoll.Integrations.Judges;
using Plimsoll.Integrations.Tests.Servers;
using Plimsoll.Quality.Golden;
using Plimsoll.Quality.Rubrics;

namespace Plimsoll.Integrations.Tests.Golden;

public class GoldenRunnerTests
{
    private const string Questions = """
        {"id":"fr","prompt":"Capital of France?","answer":"Paris","group":"france","system":"One word."}
        {"id":"fr2","prompt":"France's capital?","pattern":"paris","group":"france"}
        {"id":"why","prompt":"Why is the sky blue?","score":"judge","answer":"Rayleigh scattering."}
        """;

    [Fact]
    public async Task Every_question_is_asked_and_scored_and_the_judge_sees_the_reference()
    {
        await using var model = await LoopbackServer.StartAsync(200, Completion("Paris."));
        await using var judging = await LoopbackServer.StartAsync(200, Completion("""{"scores":{"agreement":0.25},"reason":"x"}"""));
        List<int> done = [];

        var report = await RunAsync(Questions, model.Url, judging.Url, done.Add);

        Assert.Equal(("openai:judge", 3, 0), (report.Judge, report.Questions, report.Missing));
        Assert.Equal([1, 0, 0.25], report.Scores.Select(s => s.Score!.Value));
        Assert.Equal([1, 2, 3], done);
        var asked = JsonDocument.Parse(model.Requests[0].Body).RootElement;
        Assert.Equal(["One word.", "Capital of France?"], asked.GetProperty("messages").EnumerateArray().Select(m => m.GetProperty("content").GetString()!));
        Assert.Equal(0, asked.GetProperty("temperature").GetDouble());
        Assert.Contains("Rayleigh scattering.", Assert.Single(judging.Requests).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_that_is_not_answered_is_missing_with_its_reason()
    {
        await using var model = await LoopbackServer.StartAsync(400, "");
        await using var judging = await LoopbackServer.StartAsync(200, "");

        var report = await RunAsync(Questions, model.Url, judging.Url);

        Assert.Equal(["http_400", "http_400", "http_400"], report.Scores.Select(s => s.Reason!));
        Assert.Equal((3, (double?)null), (report.Missing, report.MeanScore));
        Assert.Equal(3, model.Requests.Count);
    }

    [Fact]
    public async Task A_verdict_that_lies_is_missing()
    {
        await using var model = await LoopbackServer.StartAsync(200, Completion("Scattering."));
        await using var judging = await LoopbackServer.StartAsync(200, Completion("""{"scores":{"agreement":7},"reason":"x"}"""));

        var report = await RunAsync("""{"id":"why","prompt":"Why?","score":"judge","answer":"a"}""", model.Url, judging.Url);

        Assert.Equal("judge_malformed", Assert.Single(report.Scores).Reason);
    }

    [Fact]
    public async Task A_server_that_is_busy_is_asked_three_times_at_most()
    {
        await using var model = await LoopbackServer.StartAsync(503, "");
        await using var judging = await LoopbackServer.StartAsync(200, "");

        var report = await RunAsync("""{"id":"a","prompt":"p","answer":"a"}""", model.Url, judging.Url, time: new SkippingTime());

        Assert.Equal("http_503", Assert.Single(report.Scores).Reason);
        Assert.Equal(Attempts.Most, model.Requests.Count);
    }

    [Fact]
    public async Task An_inference_component_is_named_in_the_header()
    {
        await using var model = await LoopbackServer.StartAsync(200, Completion("Paris"));
        var connection = new AwsConnection(BoundedHttp.Client(1), new BasicAWSCredentials("AKIDEXAMPLE", "secret"), "eu-central-1", TimeProvider.System) { Address = model.Url };
        using var endpoint = new SageMakerEndpoint(new("chat", "ic-1"), connection);

        var reply = Assert.IsType<ModelReply.Answered>(await endpoint.AskAsync(null, "Capital of France?", default));

        Assert.Equal("Paris", reply.Text);
        var sent = Assert.Single(model.Requests);
        Assert.Equal(("/endpoints/chat/invocations", "ic-1"), (sent.Target, sent.Headers["x-amzn-sagemaker-inference-component"]));
        Assert.Contains("/eu-central-1/sagemaker/aws4_request", sent.Headers["authorization"], StringComparison.Ordinal);
    }

    private static async Task<GoldenReport> RunAsync(string questions, Uri model, Uri judging, Action<int>? done = null, TimeProvider? time = null)
    {
        var set = GoldenSetReader.Read(questions, [])!;
        var clock = time ?? TimeProvider.System;
        var endpoint = EndpointFactory.Create(new EndpointSettings.OpenAi(model, "m", null), clock);
        using var owned = (IDisposable)endpoint;
        var judge = JudgeFactory.Create(new("judge", new(EvaluatorKind.OpenAi, "judge")) { BaseUrl = judging }, clock)!;
        using var ownedJudge = (IDisposable)judge;
        return await new GoldenRunner(endpoint, judge, clock).RunAsync(set, 1, done ?? (_ => { }), default);
    }

    private static string Completion(string text) =>
        $$"""{"choices":[{"finish_reason":"stop","message":{"role":"assistant","content":{{JsonSerializer.Serialize(text)}} } }]}""";

    /// <summary>Waits of seconds pass at once; time-outs of a minute never.</summary>
    private sealed class SkippingTime : TimeProvider
    {
        private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(40);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            System.CreateTimer(callback, state, dueTime <= s_longestWait ? TimeSpan.Zero : dueTime, period);
    }
}
