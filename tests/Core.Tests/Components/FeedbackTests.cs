using Plimsoll.Telemetry;

namespace Plimsoll.Core.Tests.Components;

public class FeedbackTests
{
    private const long Now = Feed.T0 + 30 * Feed.Minute;

    [Fact]
    public void Feedback_and_outcomes_are_counted()
    {
        var feed = new Feed();

        feed.Send(Now, Of(Now) with { Rating = 5 }, Of(Now) with { Rating = 2.5, ThumbsUp = false, Regenerated = true },
            Of(Now) with { ThumbsUp = true, Accepted = true }, Of(Now) with { Reported = true },
            Outcome(true), Outcome(true), Outcome(false));

        Assert.Equal(new(Ratings: 2, MeanRating: 3.75, ThumbsUp: 1, ThumbsDown: 1, Regenerated: 1, Accepted: 1, Reported: 1, Outcomes: 3, TaskSuccessRatio: 2.0 / 3),
            feed.View(Now).Feedback);
    }

    [Fact]
    public void Feedback_stays_when_its_minute_leaves_the_ring()
    {
        var feed = new Feed();
        feed.Send(Now, Of(Now) with { Rating = 4 }, Outcome(true));
        var before = feed.View(Now).Feedback;

        feed.Component.Tick(Now + 5 * Feed.Hour);
        feed.Send(Now + 5 * Feed.Hour, Of(Now) with { Rating = 2 });

        Assert.Equal(before with { Ratings = 2, MeanRating = 3 }, feed.View(Now + 5 * Feed.Hour).Feedback);
        var at = DateTimeOffset.FromUnixTimeMilliseconds(Now);
        Assert.Equal(3, OneSeries.Ask(feed.Component, "mean_rating", at, at.AddMinutes(1), TimeSpan.FromMinutes(1), Now + 5 * Feed.Hour).Points[0].Value);
    }

    private static Feedback Of(long atMs) => new() { Component = Feed.Name, TimestampMs = atMs };

    private static Outcome Outcome(bool success) => new() { Component = Feed.Name, TimestampMs = Now, Success = success };
}
