using Plimsoll.Integrations.Http;
using Plimsoll.Quality.Judging;
using Plimsoll.Quality.Rubrics;

namespace Plimsoll.Integrations.Judges;

/// <summary>Makes the judge that the settings describe.</summary>
public static class JudgeFactory
{
    /// <summary>The caller disposes of it where it is disposable. Null for the heuristic, which needs nobody to be asked.</summary>
    public static IJudge? Create(JudgeSettings settings, TimeProvider time) => settings.Evaluator.Kind switch
    {
        EvaluatorKind.Heuristic => null,
        EvaluatorKind.OpenAi => new OpenAiJudge(settings, BoundedHttp.Client(settings.Concurrency), time),
        _ => throw new ArgumentOutOfRangeException(nameof(settings), settings.Evaluator.Kind, "No such judge"),
    };
}
