namespace Plimsoll.Quality.Rubrics;

/// <summary>Who judges: part of a rubric's version, since another evaluator's scores are other numbers.</summary>
/// <param name="Model">Pinned model id of a language model; the heuristic names its own generation.</param>
public sealed record Evaluator(EvaluatorKind Kind, string Model)
{
    /// <summary>The checks that need no network. Rises whenever any of them would score a text differently.</summary>
    public static readonly Evaluator Heuristic = new(EvaluatorKind.Heuristic, "heuristic-1");

    /// <summary>A heuristic's scores page nobody and bear no name that a judge's would.</summary>
    public bool IsHeuristic => Kind == EvaluatorKind.Heuristic;

    /// <summary>For labels, for example <c>bedrock:anthropic.claude-3-haiku-20240307-v1:0</c>.</summary>
    public override string ToString() => $"{Name(Kind)}:{Model}";

    /// <param name="evaluator">As <see cref="ToString"/> gives it.</param>
    public static bool IsHeuristicName(string evaluator) =>
        evaluator.StartsWith(Name(EvaluatorKind.Heuristic) + ":", StringComparison.Ordinal);

    public static string Name(EvaluatorKind kind) => kind switch
    {
        EvaluatorKind.Heuristic => "heuristic",
        EvaluatorKind.Bedrock => "bedrock",
        EvaluatorKind.OpenAi => "openai",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}

public enum EvaluatorKind : byte
{
    /// <summary>Deterministic lexical and structural checks.</summary>
    Heuristic,

    /// <summary>Bedrock Converse with tool use.</summary>
    Bedrock,

    /// <summary>Chat completions with a JSON schema.</summary>
    OpenAi,
}
