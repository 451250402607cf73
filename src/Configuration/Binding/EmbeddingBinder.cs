using Plimsoll.Configuration.Values;
using Plimsoll.Drift.Content;
using Plimsoll.Quality.Rubrics;

namespace Plimsoll.Configuration.Binding;

/// <summary>The section <c>embeddings</c>: the model that says where sampled answers lie. Its endpoint is described as a judge is.</summary>
internal static class EmbeddingBinder
{
    private const string Key = "embeddings";
    private const int MostCalls = 100_000_000;
    private const int MostChars = 1_000_000;

    /// <summary>Null where there is no such section.</summary>
    public static EmbeddingSettings? Bind(Section root, IReadOnlyDictionary<string, string> environment)
    {
        if (!root.Has(Key))
            return null;
        var section = root.Child(Key);
        if (section.Has("price"))
            section.Fail("price", "is for judges; calls_per_day bounds what embeddings cost");
        var calls = section.Read("calls_per_day", new EmbeddingSettings(null!).CallsPerDay, Numbers.Between(0, MostCalls));
        var chars = section.Read("max_chars", new EmbeddingSettings(null!).MaxChars, Numbers.Between(1, MostChars));
        var endpoint = JudgeBinder.Judge(Key, section, environment);
        if (endpoint.Evaluator.Kind == EvaluatorKind.Heuristic && section.Has("kind"))
            section.Fail("kind", "may be openai or bedrock; without this section a built-in projection stands for embeddings");
        return new(endpoint) { CallsPerDay = calls, MaxChars = chars };
    }
}
