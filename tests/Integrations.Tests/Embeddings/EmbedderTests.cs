using System.Text.Json;
using Plimsoll.Drift.Content;
using Plimsoll.Integrations.Embeddings;
using Plimsoll.Integrations.Tests.Servers;
using Plimsoll.Quality.Judging;
using Plimsoll.Quality.Rubrics;
using Plimsoll.Support;

namespace Plimsoll.Integrations.Tests.Embeddings;

public class EmbedderTests
{
    private static readonly ManualTimeProvider s_noon = new(new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task An_OpenAi_compatible_server_is_asked_with_the_pinned_model_and_the_key()
    {
        await using var server = await LoopbackServer.StartAsync(200, """{"object":"list","data":[{"index":0,"embedding":[0.5,-1,2e-3]}],"usage":{"prompt_tokens":3}}""");

        var reply = await AskAsync(OpenAi(server.Url, "sk-1"));

        Assert.Equal([0.5f, -1, 0.002f], Assert.IsType<EmbeddingReply.Embedded>(reply).Vector);
        var sent = Assert.Single(server.Requests);
        Assert.Equal(("POST", "/v1/embeddings", "Bearer sk-1", "application/json"), (sent.Method, sent.Target, sent.Headers["authorization"], sent.Headers["content-type"]));
        Assert.Equal("""{"model":"embed-1","input":"\u00FCber","encoding_format":"float"}""", sent.Text);
    }

    [Fact]
    public async Task Titan_on_Bedrock_is_asked_by_InvokeModel()
    {
        await using var server = await LoopbackServer.StartAsync(200, """{"embedding":[1,2],"inputTextTokenCount":3}""");

        var reply = await AskAsync(Bedrock(server.Url, "amazon.titan-embed-text-v2:0"));

        Assert.Equal([1f, 2], Assert.IsType<EmbeddingReply.Embedded>(reply).Vector);
        var sent = Assert.Single(server.Requests);
        Assert.Equal(("/model/amazon.titan-embed-text-v2%3A0/invoke", "Bearer key-1"), (sent.Target, sent.Headers["authorization"]));
        Assert.Equal("""{"inputText":"\u00FCber"}""", sent.Text);
    }

    [Theory]
    [InlineData("""{"embeddings":[[1,2]]}""")]
    [InlineData("""{"embeddings":{"float":[[1,2]]}}""")]
    public async Task Cohere_on_Bedrock_is_asked_in_its_own_form(string body)
    {
        await using var server = await LoopbackServer.StartAsync(200, body);

        var reply = await AskAsync(Bedrock(server.Url, "eu.cohere.embed-multilingual-v3"));

        Assert.Equal([1f, 2], Assert.IsType<EmbeddingReply.Embedded>(reply).Vector);
        var sent = JsonDocument.Parse(server.Requests[0].Body).RootElement;
        Assert.Equal(("über", "clustering"), (sent.GetProperty("texts")[0].GetString(), sent.GetProperty("input_type").GetString()));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("<html>")]
    [InlineData("""{"data":[]}""")]
    [InlineData("""{"data":[{"embedding":[]}]}""")]
    [InlineData("""{"data":[{"embedding":[1,"2"]}]}""")]
    [InlineData("""{"data":[{"embedding":[1e39]}]}""")]
    [InlineData("""{"data":[{"embedding":"AAAA"}]}""")]
    public async Task A_success_without_a_vector_is_malformed(string body)
    {
        await using var server = await LoopbackServer.StartAsync(200, body);

        Assert.Equal(new EmbeddingReply.Missing("malformed"), await AskAsync(OpenAi(server.Url)));
    }

    [Fact]
    public async Task A_vector_longer_than_any_model_has_is_malformed()
    {
        await using var server = await LoopbackServer.StartAsync(200, $$"""{"data":[{"embedding":[{{string.Join(',', Enumerable.Repeat(1, EmbeddingReply.MostDimensions + 1))}}]}]}""");

        Assert.Equal(new EmbeddingReply.Missing("malformed"), await AskAsync(OpenAi(server.Url)));
    }

    [Fact]
    public async Task A_refusal_is_told_by_its_status_and_how_long_to_wait()
    {
        await using var server = await LoopbackServer.StartAsync(429, "{}", ("retry-after", "7"));
        Assert.Equal(new EmbeddingReply.Missing("http_429", TimeSpan.FromSeconds(7)), await AskAsync(OpenAi(server.Url)));
        Assert.Single(server.Requests);

        await using var bedrock = await LoopbackServer.StartAsync(403, """{"message":"not you"}""", ("x-amzn-errortype", "AccessDeniedException:http://internal/"));
        Assert.Equal(new EmbeddingReply.Missing("AccessDeniedException"), await AskAsync(Bedrock(bedrock.Url, "amazon.titan-embed-text-v2:0")));
    }

    [Fact]
    public async Task A_server_that_does_not_answer_in_time_is_given_up_and_one_without_end_is_cut_off()
    {
        var time = new ManualTimeProvider(s_noon.GetUtcNow());
        await using var hanging = await LoopbackServer.StartAsync((context, _) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted));
        var asked = AskAsync(OpenAi(hanging.Url), time);
        await Eventually.TrueAsync(() => hanging.Requests.Count == 1, "the call has come in");
        time.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(new EmbeddingReply.Missing("timeout"), await asked);

        await using var endless = await LoopbackServer.StartAsync(async (context, _) =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
                await context.Response.Body.WriteAsync(new byte[65_536], context.RequestAborted);
        });
        Assert.Equal(new EmbeddingReply.Missing("too_long"), await AskAsync(OpenAi(endless.Url)));
    }

    private static JudgeSettings OpenAi(Uri server, string? key = null) =>
        new("embeddings", new(EvaluatorKind.OpenAi, "embed-1")) { BaseUrl = new(server, "/v1/"), Key = key is null ? null : new(key) };

    private static JudgeSettings Bedrock(Uri server, string model) =>
        new("embeddings", new(EvaluatorKind.Bedrock, model)) { BaseUrl = server, Region = "us-east-1", Key = new("key-1") };

    private static async Task<EmbeddingReply> AskAsync(JudgeSettings settings, TimeProvider? time = null)
    {
        var embedder = EmbedderFactory.Create(settings, time ?? s_noon);
        using var _ = (IDisposable)embedder;
        return await embedder.EmbedAsync("über", default);
    }
}
