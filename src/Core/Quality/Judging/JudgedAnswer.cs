using Plimsoll.Quality.Rubrics;

namespace Plimsoll.Quality.Judging;

/// <summary>The texts of one request, redacted.</summary>
/// <param name="Prompt">Whole, be it a conversation.</param>
/// <param name="Context">Passages that were retrieved for it.</param>
/// <param name="Conversation">The turns before, oldest first.</param>
/// <param name="FinishReason">As the model gave it, for example <c>stop</c> or <c>length</c>.</param>
/// <param name="FormatOk">Whether the response has the form that was asked for; null where none was.</param>
public sealed record JudgedAnswer(
    string Prompt, string Response, IReadOnlyList<string> Context, IReadOnlyList<string> Conversation, string? FinishReason = null, bool? FormatOk = null)
{
    /// <summary>An answer to a prompt that may hold a conversation: its last turn is what was asked, the others are those before.</summary>
    public static JudgedAnswer Of(string prompt, string response, IReadOnlyList<string> context, string? finishReason, bool? formatOk)
    {
        var turns = ConversationText.Turns(prompt);
        return turns.Count == 0
            ? new(prompt, response, context, [], finishReason, formatOk)
            : new(prompt, response, context, [.. turns.SkipLast(1)], finishReason, formatOk) { LastTurn = turns[^1] };
    }

    /// <summary>What was asked last; the whole prompt where it is no conversation.</summary>
    public string LastTurn { get; init; } = Prompt;

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
