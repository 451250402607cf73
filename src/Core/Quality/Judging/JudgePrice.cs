using Plimsoll.Quality.Budgets;

namespace Plimsoll.Quality.Judging;

/// <summary>What a judge costs.</summary>
/// <param name="InputPerMillion">Dollars for a million tokens that go in.</param>
/// <param name="OutputPerMillion">Dollars for a million tokens that come out.</param>
public sealed record JudgePrice(decimal InputPerMillion, decimal OutputPerMillion)
{
    public static readonly JudgePrice Free = new(0, 0);

    private const decimal NanoDollarsPerTokenOfDollarPerMillion = 1_000;

    /// <summary>Of one call, rounded up.</summary>
    public JudgeCost Of(JudgeUsage usage) => new(
        1, usage.InputTokens + usage.OutputTokens,
        (long)decimal.Ceiling(NanoDollarsPerTokenOfDollarPerMillion * (usage.InputTokens * InputPerMillion + usage.OutputTokens * OutputPerMillion)));

    /// <summary>What one call with this prompt can cost at most.</summary>
    public JudgeCost Most(JudgePrompt prompt) => Of(new(prompt.MaxInputTokens, prompt.MaxOutputTokens));
}
