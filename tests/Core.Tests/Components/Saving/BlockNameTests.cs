using Plimsoll.Components.Saving;
using Plimsoll.Telemetry;

namespace Plimsoll.Core.Tests.Components.Saving;

public class BlockNameTests
{
    [Fact]
    public void Every_source_has_a_name_in_the_store_and_comes_back_by_it()
    {
        var names = SourceRanking.All.Select(source => new BlockName(BlockKind.Hour, 29_000_001, source)).ToList();

        Assert.Equal(names, names.Select(n => BlockName.Parse(n.ToString())!.Value));
        Assert.Equal(names.Count, names.Select(n => n.ToString()).Distinct().Count());
    }
}
