namespace Plimsoll.Gateway.Interactions.Index;

/// <summary>The blocks of a segment, oldest first, with the components in each.</summary>
internal sealed record BlockTable(IReadOnlyList<string> Names, IReadOnlyList<IndexBlock> Blocks, IReadOnlyList<ComponentSpan> Spans)
{
    /// <summary>Components that a block tells apart.</summary>
    public const int MaxSpans = 64;

    /// <summary>Whether a row that the query wants could stand in the block, keys apart.</summary>
    public bool Matches(in IndexBlock block, BlockQuery query)
    {
        if (block.NewestMs < query.FromMs || block.OldestMs > query.ToMs)
            return false;
        for (var i = 0; i < block.SpanCount; i++)
        {
            if (Matches(Spans[block.Spans + i], query))
                return true;
        }
        return false;
    }

    private bool Matches(ComponentSpan span, BlockQuery query)
    {
        if ((span.Traits & query.Traits) != query.Traits)
            return false;
        if (span.Name == ComponentSpan.Every)
            return true;
        var name = Names[span.Name];
        return (query.Component is null || query.Component == name)
            && (query.SlowAboveMs is null || span.SlowestMs > query.SlowAboveMs(name));
    }
}
