using Plimsoll.Gateway.Interactions.Texts;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Demo;

/// <summary>Gives the demo's requests of the sample a prompt and an answer, so that there is something to judge.</summary>
internal sealed class DemoAnswers(TextScreen screen)
{
    private static readonly (string Prompt, string Answer)[] s_good =
    [
        ("How do I reset my router to its factory settings?", "Hold the reset button of the router for ten seconds until the lamp blinks. The router then starts again with its factory settings."),
        ("Which documents do I need to return an order?", "To return an order you need the delivery note and the return label, which you can print from your order's page."),
        ("Can I change the delivery address of my order?", "Yes. Until the order is packed you can change the delivery address on the order's page under Delivery."),
        ("Summarize the meeting notes about the release date.", "The meeting moved the release date to March. The notes name two open points: the load test and the release text."),
        ("Write a function that returns the larger of two numbers.", "def larger(a, b): return a if a >= b else b  # this function returns the larger of the two numbers"),
        ("What is the warranty of the battery?", "The battery has a warranty of two years from the day of delivery. It covers a loss of more than a fifth of its capacity."),
    ];

    private static readonly string[] s_poor =
    [
        "I'm sorry, but I can't help with that.",
        "That is an interesting topic. Many people ask about many things, and there is much to say.",
        "No idea, damn thing. Shit happens, ask somebody else.",
        "",
    ];

    /// <summary>The newer version of a model gives poor answers more often.</summary>
    private const int PoorOfHundred = 6;
    private const int PoorOfHundredInNewer = 14;

    private static readonly string[] s_newer = ["2026-11", "2.5-awq"];

    public void AddTo(InferenceRecord record)
    {
        if (record.ErrorType is not null || screen.Mark(record) is not { } mark)
            return;
        var choice = (int)(mark.Hash % 10_000);
        var (prompt, answer) = s_good[choice % s_good.Length];
        var poor = choice / 100 < (s_newer.Contains(record.ModelVersion) ? PoorOfHundredInNewer : PoorOfHundred);
        record.Candidate = mark;
        record.Texts = TextScreen.Keep(prompt, poor ? s_poor[choice % s_poor.Length] : answer);
    }
}
