using FsCheck;
using FsCheck.Fluent;

namespace Plimsoll.Core.Tests.Telemetry;

public class RecordBatchTests
{
    [Fact]
    public void Every_field_of_every_kind_comes_back() => Prop.ForAll<int>(seed =>
    {
        var source = new ArbitraryTelemetry(seed);
        var rows = Enumerable.Range(0, 20).Select(_ => source.NextRow()).ToList();

        Assert.Equal(Batches.Describe(rows), Batches.Decode(Batches.Encode(rows)));
    }).QuickCheckThrowOnFailure();
}
