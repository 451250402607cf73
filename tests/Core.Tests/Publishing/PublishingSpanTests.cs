using Plimsoll.Publishing;

namespace Plimsoll.Core.Tests.Publishing;

public class PublishingSpanTests
{
    private const long Minute = 60_000;
    private static readonly TimeSpan Delay = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    [Fact]
    public void It_begins_with_the_newest_minute_that_is_closed() =>
        Assert.Equal(new(97, 98, 0), PublishingSpan.Next(null, 100 * Minute, Delay, Day));

    [Fact]
    public void A_minute_is_open_until_the_delay_after_its_end()
    {
        Assert.True(PublishingSpan.Next(97, 101 * Minute - 1, Delay, Day).IsEmpty);
        Assert.Equal(new(98, 99, 0), PublishingSpan.Next(97, 101 * Minute, Delay, Day));
    }

    [Fact]
    public void A_long_gap_comes_in_parts() => Assert.Equal(new(51, 61, 0), PublishingSpan.Next(50, 100 * Minute, Delay, Day));

    [Fact]
    public void Minutes_that_are_too_old_are_missed() =>
        Assert.Equal(new(10_000 - 1_440, 10_000 - 1_430, 10_000 - 1_440 - 101), PublishingSpan.Next(100, 10_000 * Minute, Delay, Day));

    [Fact]
    public void A_clock_that_went_back_publishes_nothing_again() =>
        Assert.True(PublishingSpan.Next(97, 90 * Minute, Delay, Day).IsEmpty);
}
