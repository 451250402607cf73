using Plimsoll.Gateway.WebConsole.Charts;

namespace Plimsoll.Gateway.Tests.WebConsole.Charts;

public class TimeTicksTests
{
    private static readonly DateTimeOffset From = new(2026, 11, 20, 11, 7, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(15, "11:10 11:15 11:20")]
    [InlineData(60, "11:10 11:20 11:30 11:40 11:50 12:00")]
    [InlineData(360, "12:00 13:00 14:00 15:00 16:00 17:00")]
    [InlineData(1440, "12:00 16:00 20:00 00:00 04:00 08:00")]
    public void Ticks_stand_at_round_times(int minutes, string expected)
    {
        var ticks = TimeTicks.Within(From, From.AddMinutes(minutes));

        Assert.Equal(expected, string.Join(' ', ticks.Select(t => t.ToString("HH:mm", null))));
    }

    [Fact]
    public void A_period_of_months_still_has_few_ticks() =>
        Assert.InRange(TimeTicks.Within(From, From.AddDays(100)).Count, 1, 7);
}
