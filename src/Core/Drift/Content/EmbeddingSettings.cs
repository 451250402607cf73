using Plimsoll.Quality.Judging;

namespace Plimsoll.Drift.Content;

/// <summary>Where embeddings of sampled answers come from, and how many at most.</summary>
/// <param name="Endpoint">How the model is reached, as a judge is.</param>
public sealed record EmbeddingSettings(JudgeSettings Endpoint)
{
    /// <summary>Of each gateway, for a UTC day.</summary>
    public int CallsPerDay { get; init; } = 10_000;

    /// <summary>UTF-16 code units of an answer that are sent; the rest is left out.</summary>
    public int MaxChars { get; init; } = 8_000;
}
