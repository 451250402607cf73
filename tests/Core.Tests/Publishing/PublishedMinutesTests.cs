using Plimsoll.Aggregation;
using Plimsoll.Components.Reporting;
using Plimsoll.Components.Views;
using Plimsoll.Publishing;

namespace Plimsoll.Core.Tests.Publishing;

public class PublishedMinutesTests
{
    private static readonly Dictionary<string, HistogramView> s_none = [];
    private static readonly QualityScoreView s_safety = new("safety", "standard@1", "openai:m", false, "v1", 0.9, 0.8, 0.95, 40, 1, 1_000, null, null);

    private readonly PublishedMinutes _minutes = new(PublishedMetrics.Default, new Dictionary<string, string>());

    [Fact]
    public void Scores_of_a_judge_have_the_names_of_the_aws_sample_with_count_and_bounds()
    {
        var minute = Assert.Single(_minutes.Of(Set(Scores(heuristic: false), s_safety), 7));

        Assert.Equal(
            ["safety_score", "composite_quality_score", "judged", "safety_score_lower", "safety_score_upper"], minute.Quality.Select(p => p.Metric));
        var safety = minute.Quality[0];
        Assert.Equal([0.5, 1], safety.Values);
        Assert.Equal([1, 2], safety.Counts);
        Assert.Equal([3, 0.8, 0.95], minute.Quality.Skip(2).Select(p => p.Values[0]));
        Assert.Equal(("eu", "llama"), (minute.Endpoint, minute.Label));
    }

    [Fact]
    public void What_the_judge_took_is_published_in_milliseconds_under_the_name_of_the_aws_sample()
    {
        var histogram = new ExponentialHistogram();
        foreach (var ms in (long[])[250, 250, 4_000])
            histogram.Record(HistogramPoint.OfNanoseconds(ms * 1_000_000));
        var seconds = Distributions.ToExposition(histogram, Measure.Total);

        var point = Assert.Single(_minutes.Of(Set(Scores(heuristic: false) with { JudgeSeconds = seconds }), 7)).Quality.Single(p => p.Metric == "quality_evaluation_latency");

        Assert.Equal(PointUnit.Milliseconds, point.Unit);
        Assert.Equal([2, 1], point.Counts);
        Assert.Equal(4_500, point.Values.Zip(point.Counts, (value, count) => value * count).Sum(), 1);
    }

    [Fact]
    public void What_a_heuristic_guessed_never_gets_the_names_of_judgements()
    {
        var set = Set(Scores(heuristic: true), s_safety with { Heuristic = true });

        Assert.Empty(Assert.Single(_minutes.Of(set, 7)).Quality);
        Assert.DoesNotContain(_minutes.Of(set, 7).Single().Own, p => p.Metric.Contains("score", StringComparison.Ordinal));

        var asked = new PublishedMinutes([PublishedMetrics.HeuristicScores], new Dictionary<string, string>());
        Assert.Equal(["heuristic_safety_score", "heuristic_composite_score"], asked.Of(set, 7).Single().Own.Select(p => p.Metric));
    }

    [Fact]
    public void Given_names_stand_in_place_of_the_usual_ones()
    {
        var named = new PublishedMinutes([], new Dictionary<string, string> { ["safety"] = "harmlessness" });

        Assert.Equal("harmlessness", named.Of(Set(Scores(heuristic: false)), 7).Single().Quality[0].Metric);
    }

    [Fact]
    public void How_a_component_stands_goes_with_the_newest_minute_alone()
    {
        var set = new MinuteSet("chat", null, null, [new(6) { Requests = 2, Distributions = s_none }], new StandingView { GpusUsed = 3 });

        var minutes = _minutes.Of(set, 7).ToList();

        Assert.Equal([6, 7], minutes.Select(m => m.Minute));
        Assert.Equal(["requests", "errors"], minutes[0].Own.Select(p => p.Metric));
        Assert.Equal(["gpus_used", "alerts_firing", "alerts_urgent"], minutes[1].Own.Select(p => p.Metric));
        Assert.Equal([6], _minutes.Of(set, null).Select(m => m.Minute));
    }

    [Fact]
    public void Only_metrics_that_are_wanted_are_published()
    {
        var few = new PublishedMinutes(["errors"], new Dictionary<string, string>());

        Assert.Equal(["errors"], few.Of(Set(null), 7).Single().Own.Select(p => p.Metric));
    }

    [Fact]
    public void Tokens_of_a_minute_whose_distributions_are_gone_keep_sum_and_count()
    {
        var set = new MinuteSet("chat", null, null, [new(6) { Requests = 4, InputTokens = 100, OutputTokens = 10 }], new());

        var own = _minutes.Of(set, null).Single().Own;

        Assert.Equal((25, 4), (own.Single(p => p.Metric == "input_tokens").Values[0], own.Single(p => p.Metric == "input_tokens").Counts[0]));
        Assert.DoesNotContain(own, p => p.Metric.EndsWith("_ms", StringComparison.Ordinal));
    }

    private static MinuteSet Set(MinuteScores? scores, params QualityScoreView[] quality) =>
        new("chat", "eu", "llama", [new(7) { Requests = 1, Distributions = s_none, Scores = scores }], new StandingView { Quality = quality });

    private static MinuteScores Scores(bool heuristic) => new(
        heuristic, 3, new Dictionary<string, IReadOnlyList<double>> { ["safety"] = [1, 0.5, 1], ["composite"] = [0.9, 0.8, 0.9] }, Complete: true);
}
