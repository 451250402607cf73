using Plimsoll.Aggregation;

namespace Plimsoll.Core.Tests.Aggregation;

public class EventPlacementTests
{
    private const long ReceivedS = 1_000_000;

    [Theory]
    [InlineData(999_999, Placement.OnTime, 999_999)]
    [InlineData(999_880, Placement.OnTime, 999_880)]
    [InlineData(996_450, Placement.Late, 996_450)]
    [InlineData(996_300, Placement.TooOld, 996_300)]
    [InlineData(1_000_050, Placement.OnTime, ReceivedS)]
    [InlineData(1_000_200, Placement.FutureClamped, ReceivedS)]
    public void Events_fall_into_a_ring_of_sixty_minutes_as_worked(long timestampS, Placement expected, long countsAtS)
    {
        var at = timestampS * 1000;

        Assert.Equal(expected, EventPlacement.Judge(ref at, ReceivedS * 1000, 60_000, 60));
        Assert.Equal(countsAtS * 1000, at);
    }
}
