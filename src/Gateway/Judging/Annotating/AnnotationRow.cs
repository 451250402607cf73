using Plimsoll.Components.Views;

namespace Plimsoll.Gateway.Judging.Annotating;

/// <summary>One human judgement as it came in.</summary>
/// <param name="Scores">By dimension of the rubric, 0 to 1.</param>
/// <param name="Annotator">Who judges; <c>anonymous</c> where nothing is said.</param>
internal sealed record AnnotationRow(string? Component, string? RequestId, Dictionary<string, double>? Scores, string? Annotator)
{
    public const int MaxChars = 256;
    public const int MaxScores = 16;
    private const string Nobody = "anonymous";

    /// <summary>Why it cannot be taken; null when it may be.</summary>
    public string? Wrong() =>
        string.IsNullOrEmpty(Component) ? "component is missing"
        : string.IsNullOrEmpty(RequestId) ? "request_id is missing"
        : Scores is not { Count: > 0 and <= MaxScores } ? $"scores has {Scores?.Count ?? 0} dimensions; it may have 1 to {MaxScores}"
        : Component.Length > MaxChars || RequestId.Length > MaxChars || Annotator?.Length > MaxChars ? $"component, request_id and annotator may have {MaxChars} characters"
        : null;

    public Annotation ToAnnotation() => new(RequestId!, Scores!, string.IsNullOrEmpty(Annotator) ? Nobody : Annotator);
}

/// <param name="Accepted">Filed and saved.</param>
internal sealed record AnnotationAnswer(int Accepted, IReadOnlyList<AnnotationRejection> Rejected);

/// <param name="Index">Place in the body, from 0; rows of a table without its head.</param>
internal sealed record AnnotationRejection(int Index, string Reason);
