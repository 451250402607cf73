using Plimsoll.Telemetry;

namespace Plimsoll.Core.Tests.Components;

public class ContentTests
{
    private const long Now = Feed.T0 + 30 * Feed.Minute;

    [Fact]
    public void Nothing_is_said_of_texts_that_nobody_sent()
    {
        var feed = new Feed();
        feed.Send(Now, Feed.Request(Now));

        Assert.Equal(new(), feed.View(Now).Content);
        Assert.DoesNotContain("prompt_chars", feed.View(Now).Quantiles.Keys);
        Assert.All(s_metrics, m => Assert.Null(Point(feed, m, Now, 1, Now)));
        Assert.Null(feed.Component.Metrics(Now).ResponsesScreened);
    }

    [Fact]
    public void Diversity_is_the_share_of_different_texts()
    {
        var feed = new Feed();
        feed.Send(Now, Enumerable.Range(0, 40).Select(i => Text(Now - i * Feed.Second, prompt: i % 10, response: i % 20)));

        var content = feed.View(Now).Content;
        Assert.Equal(new(40, 10, 0.25), content.Prompts);
        Assert.Equal(new(40, 20, 0.5), content.Responses);
        Assert.Equal((0.25, 0.5), (feed.Component.Metrics(Now).PromptDiversityRatio, feed.Component.Metrics(Now).ResponseUniquenessRatio));
    }

    [Fact]
    public void A_minute_shows_the_diversity_of_its_five_minutes_and_keeps_it_when_they_leave_the_ring()
    {
        var feed = new Feed();
        feed.Send(Now + 6 * Feed.Minute, Text(Now, 1), Text(Now + 4 * Feed.Minute, 1), Text(Now + 4 * Feed.Minute, 2), Text(Now + 4 * Feed.Minute, 2), Text(Now + 5 * Feed.Minute, 3));
        var later = Now + 2 * Feed.Hour;
        var before = Points(feed, Now + 6 * Feed.Minute);

        feed.Component.Tick(later);

        Assert.Equal([0.5, 0.5, 1.0], before);
        Assert.Equal(before, Points(feed, later));
        Assert.Equal(3.0 / 5, Point(feed, "prompt_diversity_ratio", Now, 60, later));

        static double?[] Points(Feed feed, long now) =>
            [.. new[] { 0, 4, 5 }.Select(minute => Point(feed, "prompt_diversity_ratio", Now + minute * Feed.Minute, 1, now))];
    }

    [Fact]
    public void Diversity_over_other_steps_than_five_minutes_is_refused()
    {
        var feed = new Feed();
        feed.Send(Now, Text(Now, 1));

        Assert.StartsWith("step: ", Ask(feed, "prompt_diversity_ratio", Now, 2, Now).Problem, StringComparison.Ordinal);
        Assert.Null(Ask(feed, "prompt_diversity_ratio", Now, 10, Now).Problem);
    }

    [Fact]
    public void Refusals_in_words_and_by_a_filter_add_up_whichever_part_of_the_responses_is_read()
    {
        var feed = new Feed();
        feed.Send(Now, Enumerable.Range(0, 100).Select(i => Feed.Request(Now, r =>
        {
            r.FinishReason = i < 20 ? "content_filter" : "stop";
            r.Refused = i is >= 20 and < 30 ? i < 22 : null;
        })));

        var content = feed.View(Now).Content;
        Assert.Equal(new(0.2, 100), content.ContentFiltered);
        Assert.Equal(0.2 + 0.8 * 0.2, content.Refusals!.Ratio, 12);
        Assert.Equal(10, content.Refusals.Of);
        Assert.Equal(0.36, Point(feed, "refusal_ratio", Now, 1, Now)!.Value, 12);
        Assert.Equal(0.2, Point(feed, "content_filter_ratio", Now, 60, Now)!.Value, 12);
    }

    [Fact]
    public void A_filtered_response_is_no_refusal_in_words_as_well()
    {
        var feed = new Feed();
        feed.Send(Now, Feed.Request(Now, r => (r.FinishReason, r.Refused) = ("content_filter", true)), Feed.Request(Now, r => (r.FinishReason, r.Refused) = ("stop", false)));

        Assert.Equal(new(0.5, 1), feed.View(Now).Content.Refusals);
    }

    [Fact]
    public void Form_is_the_share_of_the_responses_of_which_one_was_expected()
    {
        var feed = new Feed();
        feed.Send(Now, new bool?[] { true, true, false, null }.Select(ok => Feed.Request(Now, r => r.FormatOk = ok)));

        Assert.Equal(new(2.0 / 3, 3), feed.View(Now).Content.FormatOk);
        Assert.Equal((3L, 2L), (feed.Component.Metrics(Now).ResponsesFormatChecked, feed.Component.Metrics(Now).ResponsesFormatOk));
    }

    [Fact]
    public void Lengths_of_texts_are_distributions()
    {
        var feed = new Feed();
        feed.Send(Now, Enumerable.Range(1, 100).Select(i => Feed.Request(Now, r => (r.PromptChars, r.ResponseChars) = (i * 10, 7))));

        var quantiles = feed.View(Now).Quantiles;
        Assert.InRange(quantiles["prompt_chars"].P50!.Value, 490, 515);
        Assert.Equal((7.0, 7.0), (quantiles["response_chars"].Min, quantiles["response_chars"].Max));
        Assert.Equal(505, Point(feed, "prompt_chars.mean", Now, 1, Now)!.Value, 6);
        Assert.Equal(100, feed.Component.Metrics(Now).Histograms["response_chars"].Count);
    }

    [Fact]
    public void Late_texts_count_in_the_minute_in_which_they_were_and_in_the_hour()
    {
        var feed = new Feed();
        var at = Now - 10 * Feed.Hour;
        feed.Send(Now, Feed.Request(Now));
        feed.Send(Now, Text(at, 1, refused: true), Text(at, 2, refused: false));

        Assert.Equal(0.5, Point(feed, "refusal_ratio", at, 1, Now));
        Assert.Equal(1, Point(feed, "prompt_diversity_ratio", at, 60, Now));
        Assert.Equal(2, feed.Component.Metrics(Now).ResponsesScreened);
    }

    private static readonly string[] s_metrics =
        ["prompt_diversity_ratio", "response_uniqueness_ratio", "refusal_ratio", "content_filter_ratio", "format_ok_ratio", "prompt_chars.p95", "response_chars.mean"];

    private static InferenceRecord Text(long atMs, int prompt, int response = 0, bool? refused = null) => Feed.Request(atMs, r =>
    {
        r.PromptHash = (ulong)prompt * 0x9E3779B97F4A7C15;
        r.ResponseHash = (ulong)response * 0xBF58476D1CE4E5B9;
        r.Refused = refused;
        r.FinishReason = "stop";
    });

    private static double? Point(Feed feed, string metric, long atMs, int minutes, long now) =>
        Ask(feed, metric, atMs, minutes, now).Points is { Count: > 0 } points ? points[0].Value : null;

    private static OneSeries Ask(Feed feed, string metric, long atMs, int minutes, long now)
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(atMs);
        return OneSeries.Ask(feed.Component, metric, at, at.AddMilliseconds(1), TimeSpan.FromMinutes(minutes), now + 1);
    }
}
