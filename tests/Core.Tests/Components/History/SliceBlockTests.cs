using Plimsoll.Aggregation.Encoding;
using Plimsoll.Components.History;

namespace Plimsoll.Core.Tests.Components.History;

public class SliceBlockTests
{
    private const long Index = 81_814;

    [Fact]
    public void Block_as_it_was_written_without_tenants_and_token_cost_is_read_and_written_as_it_is_now()
    {
        var reader = new StateReader("slices/1", Before());

        var block = SliceBlock.Read(ref reader);
        reader.End();

        var hour = block.Slices(Dimension.ModelVersion)!["v1"].Hour(Index * SliceBlock.Hours + 2);
        Assert.Equal(new SliceCounters(12, 2, 300, 40, 0), hour);
        Assert.Null(block.Slices(Dimension.Tenant));
        long overflowed = 0;
        block.Slice(Dimension.Tenant, "acme", 8, ref overflowed).Add(new SliceCounters(1, 0, 5, 6, 7), Index * SliceBlock.Hours + 2);
        var writer = new StateWriter();
        block.Write(writer);
        var again = new StateReader("slices/1", writer.ToArray());
        var read = SliceBlock.Read(ref again);
        again.End();
        Assert.Equal(hour, read.Slices(Dimension.ModelVersion)!["v1"].Hour(Index * SliceBlock.Hours + 2));
        Assert.Equal(7, read.Slices(Dimension.Tenant)!["acme"].Hour(Index * SliceBlock.Hours + 2).TokenCostNano);
    }

    private static byte[] Before()
    {
        var writer = new StateWriter();
        writer.Byte(2);
        writer.Count(Index);
        writer.Count(1);
        writer.Text("v1");
        writer.Count(Index * SliceBlock.Hours * 3_600_000);
        for (var hour = 0; hour < SliceBlock.Hours; hour++)
        {
            foreach (var count in (long[])[12, 2, 300, 40])
                writer.Count(hour == (Index * SliceBlock.Hours + 2) % SliceBlock.Hours ? count : 0);
        }
        for (var i = 0; i < 3; i++)
            writer.Bool(false);
        for (var i = 0; i < 4; i++)
            writer.Count(0);
        return writer.ToArray();
    }
}
