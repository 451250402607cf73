using System.Text;
using Plimsoll.Privacy;
using Plimsoll.Quality.Judging;
using Plimsoll.Quality.Screening;
using Plimsoll.Telemetry.Content;

namespace Plimsoll.Quality.Heuristics;

/// <summary>What can be seen of an answer without understanding it.</summary>
/// <param name="Truncated">Ended because there was no room for more.</param>
/// <param name="Echo">Mostly repeats the prompt.</param>
/// <param name="Leaks">Pieces of personal data or credentials, those included that were taken out before.</param>
/// <param name="Profanity">Words of it.</param>
/// <param name="PromptOverlap">Share of the prompt's words that the response takes up; null without any.</param>
/// <param name="ContextSupport">Share of the response's words that stand in the passages; null without passages.</param>
internal sealed record AnswerSignals(
    bool Empty, bool Truncated, bool Refusal, bool Echo, int Leaks, int Profanity, ScreenFlags Screen, double? PromptOverlap,
    double? ContextSupport, bool? FormatOk)
{
    private const int MaxChars = 32_768;
    private const double EchoShare = 0.8;
    private const int EchoWords = 8;

    public static AnswerSignals Of(JudgedAnswer answer)
    {
        var text = answer.Response.Length <= MaxChars ? answer.Response : answer.Response[..MaxChars];
        var response = Words.Of(text);
        var prompt = Words.Of(answer.Prompt.Length <= MaxChars ? answer.Prompt : answer.Prompt[..MaxChars]);
        var head = Encoding.UTF8.GetBytes(text[..Math.Min(text.Length, RefusalScreen.HeadBytes)]);
        return new(
            string.IsNullOrWhiteSpace(text),
            answer.FinishReason is "length" or "max_tokens",
            RefusalScreen.IsRefusal(head),
            response.Count >= EchoWords && Words.PhrasesIn(response, prompt) >= EchoShare,
            LeaksIn(text),
            response.Count(ScreenWords.Profanity.Contains),
            SafetyScreen.Look(text),
            Words.ShareIn(prompt, response),
            answer.Context.Count == 0 ? null : Words.ShareIn(response, [.. answer.Context.SelectMany(Words.Of)]),
            answer.FormatOk);
    }

    private static int LeaksIn(string text)
    {
        var redacted = TextRedactor.Redact(text);
        return TextRedactor.Marks.Sum(mark => redacted.AsSpan().Count(mark));
    }
}
