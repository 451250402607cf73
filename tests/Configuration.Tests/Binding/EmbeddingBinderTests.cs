using Plimsoll.Quality.Rubrics;

namespace Plimsoll.Configuration.Tests.Binding;

public class EmbeddingBinderTests
{
    [Fact]
    public void An_endpoint_and_its_bounds_are_bound()
    {
        var settings = Reading.Valid(
            """
            embeddings: { kind: openai, base_url: "http://127.0.0.1:8001/v1", model: embed-1, key_env: KEY, timeout: 5s, calls_per_day: 7, max_chars: 500 }

            """, ("KEY", "sk-1")).Embeddings!;

        Assert.Equal((7, 500, TimeSpan.FromSeconds(5)), (settings.CallsPerDay, settings.MaxChars, settings.Endpoint.Timeout));
        Assert.Equal((new Evaluator(EvaluatorKind.OpenAi, "embed-1"), "sk-1"), (settings.Endpoint.Evaluator, settings.Endpoint.Key?.Reveal()));
        Assert.Null(Reading.Valid("").Embeddings);
    }

    [Theory]
    [InlineData("{ kind: heuristic }", "embeddings.kind: may be openai or bedrock; without this section a built-in projection stands for embeddings")]
    [InlineData("{ kind: bedrock }", "embeddings.model: is missing; scores belong to one pinned model")]
    [InlineData("{ kind: bedrock, model: m, price: { input_per_million_tokens: 1 } }", "embeddings.price: is for judges; calls_per_day bounds what embeddings cost")]
    [InlineData("{ kind: bedrock, model: m, calls: 1 }", "embeddings.calls: ")]
    public void What_makes_no_sense_is_named(string section, string error) =>
        Assert.Contains(error, Reading.Error($"embeddings: {section}\n"), StringComparison.Ordinal);
}
