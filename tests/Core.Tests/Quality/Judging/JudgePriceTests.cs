using Plimsoll.Quality.Budgets;
using Plimsoll.Quality.Judging;

namespace Plimsoll.Core.Tests.Quality.Judging;

public class JudgePriceTests
{
    [Theory]
    [InlineData(3, 15, 1_000_000, 0, 3_000_000_000)]
    [InlineData(3, 15, 0, 1_000_000, 15_000_000_000)]
    [InlineData(0.15, 0.6, 1_000, 100, 210_000)]
    [InlineData(0.0375, 0.15, 1, 0, 38)]
    [InlineData(0, 0, 5_000, 5_000, 0)]
    public void A_call_costs_its_tokens_rounded_up_to_a_billionth_of_a_dollar(double input, double output, long tokensIn, long tokensOut, long nanoDollars)
    {
        var price = new JudgePrice((decimal)input, (decimal)output);

        Assert.Equal(new JudgeCost(1, tokensIn + tokensOut, nanoDollars), price.Of(new(tokensIn, tokensOut)));
    }

    [Fact]
    public void The_most_that_a_call_can_cost_covers_every_byte_of_its_prompt()
    {
        var prompt = new JudgePrompt("ab", "ü", "{}", 10);

        Assert.Equal(new JudgeCost(1, 6 + 10, 6 * 1_000 + 10 * 2_000), new JudgePrice(1, 2).Most(prompt));
    }

    [Fact]
    public void A_key_shows_itself_to_nobody_who_prints_the_settings()
    {
        var settings = JudgeSettings.Heuristic with { Key = new("sk-secret") };

        Assert.DoesNotContain("sk-secret", settings.ToString(), StringComparison.Ordinal);
        Assert.Equal("sk-secret", settings.Key.Reveal());
    }
}
