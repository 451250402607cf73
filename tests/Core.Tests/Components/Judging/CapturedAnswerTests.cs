using Plimsoll.Components;
using Plimsoll.Components.Views;
using Plimsoll.Telemetry;

namespace Plimsoll.Core.Tests.Components.Judging;

public class CapturedAnswerTests
{
    [Fact]
    public void Captured_answers_are_judged_where_numbers_count_and_are_not_counted_beside_them()
    {
        var component = Component([Feed.Request(Feed.T0, r => r.Source = TelemetrySource.Scrape), .. Captured(40)]);

        Assert.Equal("r7", Assert.Single(Take(component)).RequestId);
        Assert.Equal(1, component.View(Feed.T0 + Feed.Minute, []).Requests);
    }

    [Theory]
    [InlineData(TelemetrySource.Records)]
    [InlineData(TelemetrySource.Spans)]
    public void Where_answers_come_from_their_sender_captured_ones_are_not_judged_again(TelemetrySource source) =>
        Assert.Empty(Take(Component([Feed.Request(Feed.T0, r => r.Source = source), .. Captured(40)])));

    [Fact]
    public void Where_nothing_else_reports_captured_requests_count()
    {
        var component = Component(Captured(40));

        Assert.Single(Take(component));
        Assert.Equal(40, component.View(Feed.T0 + Feed.Minute, []).Requests);
    }

    private static IEnumerable<InferenceRecord> Captured(int count) => Enumerable.Range(0, count).Select(i => Feed.Request(Feed.T0, r =>
    {
        (r.Source, r.RequestId, r.ResponseHash, r.ResponseChars) = (TelemetrySource.Capture, $"r{i}", 1, 100);
        r.Candidate = i == 7 ? new CandidateMark(0xF000_0000_0000_0000, 0.01, Flagged: true) : null;
    }));

    private static InferenceComponent Component(IEnumerable<InferenceRecord> rows)
    {
        var feed = new Feed(ComponentSettings.Default with { Judging = new JudgingSettings() });
        feed.Send(Feed.T0, rows);
        feed.Component.Tick(Feed.T0 + Feed.Minute);
        return feed.Component;
    }

    private static IReadOnlyList<JudgeTask> Take(InferenceComponent component) =>
        component.TakeJudgements(new JudgeTake(new Feed().Journal, 1), Feed.T0 + Feed.Minute).Tasks;
}
