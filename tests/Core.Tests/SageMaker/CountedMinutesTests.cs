using Plimsoll.SageMaker;

namespace Plimsoll.Core.Tests.SageMaker;

public class CountedMinutesTests
{
    private readonly CountedMinutes _counted = new();

    [Fact]
    public void What_came_later_counts_by_its_difference()
    {
        var first = _counted.Take(Minute(10, 2))!.Value;
        Assert.Equal((10, 2, 0), (first.Change.Requests, first.Change.Errors["5xx"], first.Before));
        Assert.Null(_counted.Take(Minute(10, 2)));

        var later = _counted.Take(Minute(13, 2))!.Value;

        Assert.Equal((3, 0, 1), (later.Change.Requests, later.Change.Errors.Count, later.Before));
    }

    [Fact]
    public void A_lower_number_takes_nothing_back_and_is_counted()
    {
        _counted.Take(Minute(10, 2));

        Assert.Null(_counted.Take(Minute(7, 2)));

        Assert.Equal((1, 0), (_counted.TakeLowered(), _counted.TakeLowered()));
    }

    [Fact]
    public void Minutes_that_are_read_no_more_are_forgotten()
    {
        _counted.Take(Minute(10, 2));
        _counted.Forget(100);
        Assert.Null(_counted.Take(Minute(10, 2)));
        _counted.Forget(101);
        Assert.Equal(0, _counted.Take(Minute(10, 2))!.Value.Before);
    }

    [Fact]
    public void Rows_of_a_later_reading_are_no_repetition_of_the_first()
    {
        var first = TrafficRows.Of(Minute(10, 0), 0).ToList();
        var later = TrafficRows.Of(Minute(3, 0), 1).ToList();

        Assert.Equal(first[0].Series, later[0].Series);
        Assert.NotEqual(first[0].StartMs, later[0].StartMs);
        Assert.Equal((100 * 60_000, 101 * 60_000 - 1), (first[0].StartMs, first[0].TimestampMs));
    }

    private static TrafficMinute Minute(long requests, long errors) =>
        new("chat", 100) { Requests = requests, Errors = errors == 0 ? new Dictionary<string, long>() : new Dictionary<string, long> { ["5xx"] = errors } };
}
