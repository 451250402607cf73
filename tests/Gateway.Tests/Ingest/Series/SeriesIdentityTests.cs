using Plimsoll.Gateway.Ingest.Series;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Tests.Ingest.Series;

public class SeriesIdentityTests
{
    [Fact]
    public void Order_of_labels_does_not_matter() => Assert.Equal(
        Hash("m", AggregateTarget.Requests, ("a", "1"), ("b", "2")), Hash("m", AggregateTarget.Requests, ("b", "2"), ("a", "1")));

    [Fact]
    public void Hash_is_the_same_in_every_process() =>
        Assert.Equal(9961894210265591809UL, Hash("m", AggregateTarget.Requests, ("a", "1")));

    [Fact]
    public void Anything_else_makes_another_series()
    {
        ulong[] hashes =
        [
            Hash("m", AggregateTarget.Requests),
            Hash("n", AggregateTarget.Requests),
            Hash("m", AggregateTarget.Errors),
            Hash("m", AggregateTarget.Requests, ("a", "1")),
            Hash("m", AggregateTarget.Requests, ("a1", "")),
            Hash("m", AggregateTarget.Requests, ("", "a1")),
            Hash("m", AggregateTarget.Requests, ("a", "1"), ("a", "1")),
        ];

        Assert.Equal(hashes.Length, hashes.Distinct().Count());
    }

    private static ulong Hash(string metric, AggregateTarget target, params (string Name, string Value)[] labels)
    {
        var identity = new SeriesIdentity();
        foreach (var (name, value) in labels)
            identity.Add(name, value);
        return identity.Hash(metric, target);
    }
}
