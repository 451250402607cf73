using Plimsoll.Telemetry;

namespace Plimsoll.Core.Tests.Components;

public class UsageTests
{
    private const long Now = Feed.T0 + 3 * Feed.Hour;

    [Fact]
    public void Users_are_counted_once_over_the_hour_and_the_day()
    {
        var feed = new Feed();
        feed.Send(Now, Enumerable.Range(0, 300).Select(i => Feed.Request(Now - i * Feed.Second, r => r.UserHash = Hash(i % 40))));
        feed.Send(Now, Enumerable.Range(0, 100).Select(i => Feed.Request(Now - 2 * Feed.Hour, r => r.UserHash = Hash(20 + i % 50))));

        var usage = feed.View(Now).Usage;
        Assert.Equal((40L, 70L), (usage.DistinctUsers1h, usage.DistinctUsers24h));
    }

    [Fact]
    public void Many_users_are_estimated_within_a_few_percent()
    {
        var feed = new Feed();
        feed.Send(Now, Enumerable.Range(0, 20_000).Select(i => Feed.Request(Now - i % 3_000 * Feed.Second, r => r.UserHash = Hash(i))));

        var usage = feed.View(Now).Usage;
        Assert.InRange(usage.DistinctUsers1h!.Value, 18_400, 21_600);
        Assert.Equal(usage.DistinctUsers1h, usage.DistinctUsers24h);
    }

    [Fact]
    public void Nothing_is_said_of_users_and_sessions_that_no_request_names()
    {
        var feed = new Feed();
        feed.Send(Now, Feed.Request(Now));

        Assert.Equal(new(), feed.View(Now).Usage);
    }

    [Fact]
    public void Sessions_of_the_last_hour_have_a_length_and_a_number_of_requests()
    {
        var feed = new Feed();
        feed.Send(Now, Session(1, 0), Session(1, 10), Session(1, 4), Session(2, 2), Session(3, 70), Session(3, 75));

        var usage = feed.View(Now).Usage;
        Assert.Equal(2, usage.Sessions1h);
        Assert.Equal(5.0 * Feed.Minute, usage.MeanSessionMs);
        Assert.Equal(2, usage.MeanRequestsPerSession);
        feed.Component.Tick(Now + 2 * Feed.Hour);
        Assert.Null(feed.View(Now + 2 * Feed.Hour).Usage.Sessions1h);
    }

    [Fact]
    public void Too_many_sessions_are_sampled_evenly_in_any_order()
    {
        var rows = Enumerable.Range(0, 30_000).Select(i => Session(i % 15_000, i / 15_000 * 10)).ToArray();
        var forward = new Feed();
        forward.Send(Now, rows);
        var backward = new Feed();
        backward.Send(Now, rows.Reverse());

        var usage = forward.View(Now).Usage;
        Assert.Equal(usage, backward.View(Now).Usage);
        Assert.InRange(usage.Sessions1h!.Value, 15_000 * 0.85, 15_000 * 1.15);
        Assert.Equal(10.0 * Feed.Minute, usage.MeanSessionMs);
        Assert.Equal(2, usage.MeanRequestsPerSession);
    }

    [Fact]
    public void Estimate_holds_while_the_sample_widens_again_after_a_crowd()
    {
        var feed = new Feed();
        feed.Send(Now, Enumerable.Range(0, 15_000).Select(i => Session(i, 0)));
        for (var minute = 1; minute <= 240; minute++)
        {
            var at = Now + minute * Feed.Minute;
            feed.Send(at, Enumerable.Range(0, 20).Select(i => Feed.Request(at, r => r.SessionHash = Hash(100_000 + minute * 20 + i))));
            feed.Component.Tick(at);
            if (minute > 61)
                Assert.InRange(feed.View(at).Usage.Sessions1h!.Value, 850, 1_600);
        }
    }

    private static InferenceRecord Session(int session, int minutesAgo) =>
        Feed.Request(Now - minutesAgo * Feed.Minute, r => r.SessionHash = Hash(session));

    /// <summary>SplitMix64's mixing, in place of the keyed hash.</summary>
    private static ulong Hash(int value)
    {
        var x = (ulong)(value + 1) * 0x9E3779B97F4A7C15;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}
