using Plimsoll.Drift.Content;
using Plimsoll.Integrations.Http;
using Plimsoll.Integrations.Judges;
using Plimsoll.Quality.Judging;
using Plimsoll.Quality.Rubrics;

namespace Plimsoll.Integrations.Embeddings;

/// <summary>Makes the embedder that the settings describe.</summary>
public static class EmbedderFactory
{
    /// <summary>The caller disposes of it where it is disposable.</summary>
    /// <exception cref="ArgumentException">Neither the settings nor the environment name what is needed.</exception>
    /// <exception cref="IOException">The key's file cannot be read.</exception>
    public static IEmbedder Create(JudgeSettings endpoint, TimeProvider time)
    {
        var settings = JudgeFactory.WithKey(endpoint);
        return settings.Evaluator.Kind switch
        {
            EvaluatorKind.OpenAi => new OpenAiEmbedder(settings, BoundedHttp.Client(settings.Concurrency), time),
            EvaluatorKind.Bedrock => new BedrockEmbedder(settings, JudgeFactory.Connection(settings, time)),
            _ => throw new ArgumentOutOfRangeException(nameof(endpoint), settings.Evaluator.Kind, "No such embedder"),
        };
    }
}
