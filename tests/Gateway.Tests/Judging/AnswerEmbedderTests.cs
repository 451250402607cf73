using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Plimsoll.Drift.Content;
using Plimsoll.Gateway.Judging;
using Plimsoll.Quality.Judging;
using Plimsoll.Quality.Rubrics;
using Plimsoll.Support;

namespace Plimsoll.Gateway.Tests.Judging;

public sealed class AnswerEmbedderTests : IDisposable
{
    private static readonly AnswerFeatures s_own = AnswerFeatures.Of("an answer", [], [], 7);

    private readonly ManualTimeProvider _time = new(new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero));
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly StubEmbedder _stub = new();

    [Fact]
    public async Task An_answer_comes_into_the_space_of_the_model_and_a_clients_own_embedding_stays()
    {
        using var embedder = Make();

        var features = await embedder.CompleteAsync(s_own, "an answer", default);
        Assert.Equal(("openai:m", AnswerFeatures.Dimensions), (features.Space, features.Direction.Length));
        Assert.Equal(s_own.Tokens, features.Tokens);

        var sent = AnswerFeatures.Of("an answer", [], [1, 2], 7);
        Assert.Same(sent, await embedder.CompleteAsync(sent, "an answer", default));
        Assert.Equal(["an answer"], _stub.Asked);
    }

    [Fact]
    public async Task What_the_model_does_not_answer_is_missing_and_keeps_its_tokens()
    {
        _stub.Reply = new EmbeddingReply.Missing("http_500");
        using var embedder = Make();

        var features = await embedder.CompleteAsync(s_own, "an answer", default);

        Assert.Empty(features.Direction);
        Assert.True(features.IsValid);
        Assert.Equal(("openai:m", s_own.Tokens), (features.Space, features.Tokens));
    }

    [Fact]
    public async Task A_day_has_so_many_calls_and_the_next_one_as_many_again()
    {
        using var embedder = Make(callsPerDay: 2);
        for (var i = 0; i < 3; i++)
            await embedder.CompleteAsync(s_own, "an answer", default);
        Assert.Equal(2, _stub.Asked.Count);

        _time.Advance(TimeSpan.FromHours(12));
        await embedder.CompleteAsync(s_own, "an answer", default);
        Assert.Equal(3, _stub.Asked.Count);
    }

    [Fact]
    public async Task A_model_that_fails_again_and_again_or_asks_for_it_is_left_alone_for_a_while()
    {
        _stub.Reply = new EmbeddingReply.Missing("timeout");
        using var embedder = Make();
        for (var i = 0; i < AnswerEmbedder.MostFailures + 3; i++)
            await embedder.CompleteAsync(s_own, "an answer", default);
        Assert.Equal(AnswerEmbedder.MostFailures, _stub.Asked.Count);

        _time.Advance(AnswerEmbedder.Rest);
        _stub.Reply = new EmbeddingReply.Missing("http_429", TimeSpan.FromMinutes(5));
        await embedder.CompleteAsync(s_own, "an answer", default);
        _time.Advance(TimeSpan.FromMinutes(4));
        await embedder.CompleteAsync(s_own, "an answer", default);
        Assert.Equal(AnswerEmbedder.MostFailures + 1, _stub.Asked.Count);

        _time.Advance(TimeSpan.FromMinutes(1));
        await embedder.CompleteAsync(s_own, "an answer", default);
        Assert.Equal(AnswerEmbedder.MostFailures + 2, _stub.Asked.Count);
    }

    [Fact]
    public async Task A_long_answer_is_cut_and_never_within_a_character()
    {
        using var embedder = Make(maxChars: 4);

        await embedder.CompleteAsync(s_own, "abc\U0001F600def", default);
        await embedder.CompleteAsync(s_own, "abcdef", default);

        Assert.Equal(["abc", "abcd"], _stub.Asked);
    }

    public void Dispose() => _services.Dispose();

    private AnswerEmbedder Make(int callsPerDay = 100, int maxChars = 100) => new(
        _stub, new(new JudgeSettings("e", new(EvaluatorKind.OpenAi, "m"))) { CallsPerDay = callsPerDay, MaxChars = maxChars },
        new JudgeEvents(_services.GetRequiredService<IMeterFactory>(), NullLogger<JudgeEvents>.Instance), _time);

    private sealed class StubEmbedder : IEmbedder
    {
        public EmbeddingReply Reply { get; set; } = new EmbeddingReply.Embedded([1, 2, 3]);

        public List<string> Asked { get; } = [];

        public string Space => "openai:m";

        public int Concurrency => 1;

        public Task<EmbeddingReply> EmbedAsync(string text, CancellationToken cancellation)
        {
            Asked.Add(text);
            return Task.FromResult(Reply);
        }
    }
}
