using Plimsoll.Configuration;
using Plimsoll.Gateway.Ingest.RemoteWrite;
using Plimsoll.Support;

namespace Plimsoll.Gateway.Tests.Ingest.RemoteWrite;

public class HaTrackerTests
{
    private const ulong A = 1;
    private const ulong B = 2;

    private readonly ManualTimeProvider _time = new(DateTimeOffset.UnixEpoch);
    private readonly HaTracker _tracker;

    public HaTrackerTests() => _tracker = new(new HighAvailabilityOptions { MaxClusters = 2 }, _time);

    [Fact]
    public void The_first_server_of_a_cluster_counts_and_the_other_does_not()
    {
        Assert.Equal(HaVerdict.Elected, _tracker.Judge(7, A));
        Assert.Equal(HaVerdict.OtherReplica, _tracker.Judge(7, B));
        Assert.Equal(HaVerdict.Elected, _tracker.Judge(7, A));
        Assert.Equal(HaVerdict.Elected, _tracker.Judge(8, B));
    }

    [Fact]
    public void Another_server_is_elected_when_the_first_was_silent_for_the_time_out()
    {
        _tracker.Judge(7, A);
        _time.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(HaVerdict.OtherReplica, _tracker.Judge(7, B));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HaVerdict.Elected, _tracker.Judge(7, B));
        Assert.Equal(HaVerdict.OtherReplica, _tracker.Judge(7, A));
        Assert.Equal(1, _tracker.Failovers);
    }

    [Fact]
    public void A_server_that_writes_stays_elected()
    {
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(HaVerdict.Elected, _tracker.Judge(7, A));
            _time.Advance(TimeSpan.FromSeconds(29));
            Assert.Equal(HaVerdict.OtherReplica, _tracker.Judge(7, B));
        }
    }

    [Fact]
    public void No_more_clusters_are_followed_than_configured_until_one_was_silent_for_long()
    {
        _tracker.Judge(7, A);
        _tracker.Judge(8, A);
        _time.Advance(TimeSpan.FromSeconds(290));
        _tracker.Judge(8, A);

        Assert.Equal(HaVerdict.TooManyClusters, _tracker.Judge(9, A));
        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(HaVerdict.Elected, _tracker.Judge(9, A));
        Assert.Equal(2, _tracker.Clusters);
        Assert.Equal(HaVerdict.Elected, _tracker.Judge(8, A));
    }
}
