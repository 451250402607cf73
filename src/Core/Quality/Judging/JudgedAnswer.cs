using Plimsoll.Quality.Rubrics;

namespace Plimsoll.Quality.Judging;

/// <summary>The texts of one request, redacted.</summary>
/// <param name="Context">Passages that were retrieved for it.</param>
/// <param name="Conversation">The turns before, oldest first.</param>
/// <param name="FinishReason">As the model gave it, for example <c>stop</c> or <c>length</c>.</param>
/// <param name="FormatOk">Whether the response has the form that was asked for; null where none was.</param>
public sealed record JudgedAnswer(
    string Prompt, string Response, IReadOnlyList<string> Context, IReadOnlyList<string> Conversation, string? FinishReason = null, bool? FormatOk = null)
{
    /// <summary>Whether the record brought what a dimension needs; without it the score is missing.</summary>
    public bool Has(RubricNeed need) => need switch
    {
        RubricNeed.Context => Context.Count > 0,
        RubricNeed.Conversation => Conversation.Count > 0,
        _ => true,
    };

    /// <summary>The dimensions of a rubric that can be judged.</summary>
    public IReadOnlyList<RubricDimension> Applicable(Rubric rubric) => [.. rubric.Dimensions.Where(d => Has(d.Needs))];
}
