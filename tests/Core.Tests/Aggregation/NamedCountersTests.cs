using Plimsoll.Aggregation;

namespace Plimsoll.Core.Tests.Aggregation;

public class NamedCountersTests
{
    [Fact]
    public void Names_beyond_the_limit_are_counted_as_other()
    {
        var counters = new NamedCounters();

        Assert.True(counters.Add("a", 1, limit: 2));
        Assert.True(counters.Add("b", 1, limit: 2));
        Assert.False(counters.Add("c", 1, limit: 2));
        Assert.True(counters.Add("a", 4, limit: 2));
        Assert.False(counters.Add("d", 1, limit: 2));

        Assert.Equal(new Dictionary<string, long> { ["a"] = 5, ["b"] = 1, [NamedCounters.Other] = 2 }, counters.Counts);
    }

    [Fact]
    public void Merging_keeps_the_total_and_the_limit()
    {
        var one = new NamedCounters();
        var two = new NamedCounters();
        foreach (var name in new[] { "a", "b", "c" })
        {
            one.Add(name, 1, limit: 3);
            two.Add(name + name, 10, limit: 3);
        }

        one.Merge(two, limit: 4);

        Assert.Equal(33, one.Counts.Values.Sum());
        Assert.Equal(20, one.Counts[NamedCounters.Other]);
    }
}
