using Plimsoll.Components.Views;
using Plimsoll.Gateway.WebConsole.Load;

namespace Plimsoll.Gateway.Tests.WebConsole.Load;

public class LoadWordsTests
{
    private static readonly PromptClassesView s_alike = new(0.4, "none", []);

    [Fact]
    public void What_goes_with_poor_scores_is_said_with_its_numbers()
    {
        var view = View([Factor("kv_cache_usage_ratio", "worse_with_more", -0.5), Factor("input_tokens", "none", 0.02)], s_alike);

        Assert.Equal(["Scores fall with “KV cache in use”: 90.0% where it is 10.0% to 20.0%, 60.0% where it is 70.0% to 95.0%."], LoadWords.Of(view));
    }

    [Fact]
    public void Nothing_found_and_too_few_answers_are_told_apart()
    {
        Assert.Equal(["Poor scores go with none of these."], LoadWords.Of(View([Factor("queue_ms", "none", 0)], s_alike)));
        Assert.StartsWith("Too few", LoadWords.Of(View([Factor("queue_ms", "too_few", null)], s_alike with { Finding = "too_few" })).Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void Classes_that_differ_are_named_with_the_poorest()
    {
        var classes = new PromptClassesView(1e-4, "differ", [new("code", 40, 0.6, 0.5, 0.7), new("", 80, 0.9, 0.8, 1)]);

        Assert.Equal(["Scores differ by class of prompt: 60.0% for code, 90.0% for prompts without one."], LoadWords.Of(View([Factor("queue_ms", "none", 0)], classes)));
    }

    [Fact]
    public void A_chart_gives_every_answer_the_same_room_and_labels_the_ends_of_bins()
    {
        var chart = LoadChart.Of(Factor("kv_cache_usage_ratio", "worse_with_more", -0.5));

        Assert.Equal([(0, "10.0%"), (0.5, "70.0%"), (1, "95.0%")], chart.Labels);
        Assert.Equal("M0 20H500M500 80H1000", chart.Means);
        Assert.Equal("M250 20h0M750 80h0", chart.Dots);
        Assert.Equal("M0 10H500V30H0Z", chart.Bands);
    }

    private static QualityLoadView View(IReadOnlyList<LoadFactorView> factors, PromptClassesView classes) =>
        new("composite", ["composite"], false, 100, null, null, factors, classes);

    private static LoadFactorView Factor(string name, string finding, double? correlation) => new(
        name, 2, correlation, correlation - 0.1, correlation + 0.1, 0.01, finding,
        [new(0.1, 0.2, 1, 0.9, 0.85, 0.95), new(0.7, 0.95, 1, 0.6, null, null)], [new(0.15, 0.9), new(0.8, 0.6)]);
}
