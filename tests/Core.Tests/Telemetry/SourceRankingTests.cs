using Plimsoll.Telemetry;

namespace Plimsoll.Core.Tests.Telemetry;

public class SourceRankingTests
{
    [Fact]
    public void Every_source_has_a_rank_and_a_name_of_its_own()
    {
        var sources = Enum.GetValues<TelemetrySource>();
        Assert.Equal(Enumerable.Range(0, sources.Length), sources.Select(s => s.Rank()).Order());
        Assert.Equal(sources.Length, sources.Select(s => s.Name()).Distinct().Count());
        Assert.Equal(SourceRanking.All, sources.OrderBy(s => s.Rank()));
    }

    [Fact]
    public void The_more_direct_source_goes_first() =>
        Assert.Equal(["records", "spans", "metrics", "scrape", "remote_write", "cloudwatch", "capture"], SourceRanking.All.Select(s => s.Name()));
}
