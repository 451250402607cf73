using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Tests.Interactions.Search;

public sealed class TrailSearchTests
{
    [Fact]
    public async Task Feedback_outcomes_and_scores_are_found_with_the_request_they_are_about()
    {
        await using var rig = new LogRig(4 << 10);
        await Requests.AppendAsync(rig, 100);
        await rig.AppendAsync(
            new Feedback { Component = "b", RequestId = "r-7", TimestampMs = LogRig.StartMs, ThumbsUp = false },
            new Feedback { Component = "b", RequestId = "r-8", TimestampMs = LogRig.StartMs, ThumbsUp = true },
            new Outcome { Component = "b", RequestId = "r-7", TimestampMs = LogRig.StartMs, Success = true },
            new ScoreSample { Component = "c", RequestId = "r-7", TimestampMs = LogRig.StartMs, Name = "relevance", Value = 0.5, Source = "judge" });
        await Requests.AppendAsync(rig, 100);

        var trail = rig.Trail("r-7");

        Assert.Equal(2, trail.Records.Count);
        Assert.False(trail.Feedback.Single().ThumbsUp);
        Assert.True(trail.Outcomes.Single().Success);
        Assert.Equal(("relevance", 0.5, "judge"), (trail.Scores.Single().Name, trail.Scores.Single().Value, trail.Scores.Single().Source));
        Assert.False(trail.Truncated);
        Assert.Empty(rig.Trail("r-none").Records);
    }

    [Fact]
    public async Task Bounds_on_bytes_and_rows_are_said()
    {
        await using var rig = new LogRig(4 << 10);
        for (var i = 0; i < 150; i++)
            await rig.AppendAsync(Requests.Number(1));
        Assert.True(rig.Trail("r-1", budget: 1).Truncated);
        var all = rig.Trail("r-1");
        Assert.Equal(100, all.Records.Count);
        Assert.True(all.Truncated);
    }
}
