using Plimsoll.Gateway.Interactions;
using Plimsoll.Gateway.Interactions.Search;

namespace Plimsoll.Gateway.Tests.Interactions.Search;

public sealed class LogSearchTests
{
    private const int Count = 500;

    /// <summary>Small enough for a journal of several segments, and one that is one segment.</summary>
    public static TheoryData<long> SegmentSizes => [8 << 10, 64 << 20];

    [Theory, MemberData(nameof(SegmentSizes))]
    public async Task Every_filter_finds_what_a_walk_over_all_rows_finds(long segmentBytes)
    {
        await using var rig = new LogRig(segmentBytes);
        await Requests.AppendAsync(rig, Count);
        foreach (var (query, wanted) in Filters())
        {
            var expected = Enumerable.Range(0, Count).Where(wanted).OrderDescending().Select(Requests.Id);
            Assert.Equal(expected, Ids(rig.Search(query with { Limit = Count })));
        }
    }

    [Theory, MemberData(nameof(SegmentSizes))]
    public async Task Pages_join_without_gap_or_repetition(long segmentBytes)
    {
        await using var rig = new LogRig(segmentBytes);
        await Requests.AppendAsync(rig, Count);
        foreach (var limit in new[] { 1, 7, 64 })
        {
            var query = new InteractionQuery { Component = "b", Limit = limit };
            Assert.Equal(Enumerable.Range(0, Count).Where(n => n % 3 == 1).OrderDescending().Select(Requests.Id), Walk(rig, query, long.MaxValue));
        }
    }

    [Fact]
    public async Task Bound_on_bytes_ends_a_call_with_a_cursor_that_goes_on()
    {
        await using var rig = new LogRig(8 << 10);
        await Requests.AppendAsync(rig, Count);
        var first = rig.Search(new InteractionQuery { Failed = true, Limit = Count }, budget: 2000);
        Assert.True(first.Truncated);
        Assert.NotNull(first.Next);
        Assert.InRange(first.ScannedBytes, 1, 20_000);
        Assert.Equal(
            Enumerable.Range(0, Count).Where(n => n % 10 == 0).OrderDescending().Select(Requests.Id),
            Walk(rig, new InteractionQuery { Failed = true, Limit = Count }, budget: 2000));
    }

    [Fact]
    public async Task Rows_of_one_entry_are_ordered_by_their_own_time()
    {
        await using var rig = new LogRig();
        await rig.AppendAsync(Requests.Number(4), Requests.Number(2), Requests.Number(3), Requests.Number(1));
        Assert.Equal(["r-4", "r-3", "r-2", "r-1"], Ids(rig.Search(new InteractionQuery())));
    }

    [Fact]
    public async Task New_rows_are_found_at_once_and_do_not_disturb_the_pages_of_older_ones()
    {
        await using var rig = new LogRig();
        await Requests.AppendAsync(rig, 20);
        var first = rig.Search(new InteractionQuery { Limit = 5 });
        await rig.AppendAsync(Requests.Number(100));
        Assert.Equal(["r-14", "r-13"], Ids(rig.Search(new InteractionQuery { Limit = 2, Before = first.Next })));
        Assert.Equal("r-100", Ids(rig.Search(new InteractionQuery { Limit = 1 })).Single());
    }

    [Fact]
    public async Task Found_row_is_whole_and_its_position_addresses_it()
    {
        await using var rig = new LogRig();
        await Requests.AppendAsync(rig, 30);
        var found = rig.Search(new InteractionQuery { RequestId = "r-7" }).Found.Single();
        Assert.Equal(("b", "r-7", 7L, 7.0), (found.Record.Component, found.Record.RequestId, found.Record.InputTokens, found.Record.TotalLatencyMs));
        Assert.Equal(["toxicity"], found.Record.SafetyFlags);
        Assert.True(Position.TryParse(found.Position.ToString(), out var position));
        Assert.Equal("r-7", PlacedRow.Read(rig.Log, position).Single().Record.RequestId);
        Assert.Empty(PlacedRow.Read(rig.Log, position with { Row = 99 }));
    }

    [Fact]
    public async Task Lookup_by_id_reads_a_few_blocks_of_many()
    {
        await using var rig = new LogRig(1 << 20);
        for (var n = 0; n < 40_000; n += 1000)
            await rig.AppendAsync([.. Enumerable.Range(n, 1000).Select(Requests.Number)]);
        rig.Search(new InteractionQuery { RequestId = "r-1" });
        var again = rig.Search(new InteractionQuery { RequestId = "r-20500" });
        Assert.Single(again.Found);
        Assert.True(rig.Log.Bytes > 2_000_000, $"{rig.Log.Bytes}");
        Assert.InRange(again.ScannedBytes, 1, 300_000);
    }

    private static IEnumerable<(InteractionQuery, Func<int, bool>)> Filters() =>
    [
        (new(), _ => true),
        (new() { RequestId = "r-123" }, n => n == 123),
        (new() { RequestId = "r-9999" }, _ => false),
        (new() { TraceId = new string('0', 30) + "7b" }, n => n == 123),
        (new() { Session = 41 }, n => n / 3 == 41),
        (new() { Session = 41, Failed = true }, n => n / 3 == 41 && n % 10 == 0),
        (new() { Component = "c" }, n => n % 3 == 2),
        (new() { Component = "none" }, _ => false),
        (new() { FromMs = LogRig.StartMs + 100_000, ToMs = LogRig.StartMs + 199_000 }, n => n is >= 100 and <= 199),
        (new() { Failed = true }, n => n % 10 == 0),
        (new() { Flagged = true, Component = "a" }, n => n % 7 == 0 && n % 3 == 0),
        (new() { SlowAboveMs = _ => 450 }, n => n > 450),
        (new() { SlowAboveMs = c => c == "a" ? 100 : null }, n => n > 100 && n % 3 == 0),
    ];

    private static List<string?> Walk(LogRig rig, InteractionQuery query, long budget)
    {
        var found = new List<string?>();
        for (var calls = 0; calls < 10_000; calls++)
        {
            var page = rig.Search(query, budget);
            found.AddRange(Ids(page));
            if (page.Next is null)
                return found;
            query = query with { Before = page.Next };
        }
        throw new InvalidOperationException("The pages do not end");
    }

    private static List<string?> Ids(SearchResult result) => [.. result.Found.Select(f => f.Record.RequestId)];
}
