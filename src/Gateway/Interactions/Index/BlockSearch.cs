namespace Plimsoll.Gateway.Interactions.Index;

internal static class BlockSearch
{
    /// <summary>Blocks of a table that match, newest first.</summary>
    /// <param name="blocksOf">Numbers of the blocks that hold a key.</param>
    public static IReadOnlyList<IndexBlock> Find(BlockTable table, BlockQuery query, Func<ulong, IEnumerable<int>> blocksOf)
    {
        var found = new List<IndexBlock>();
        foreach (var number in Numbers(table.Blocks.Count, query.Keys, blocksOf))
        {
            var block = table.Blocks[number];
            if (table.Matches(in block, query))
                found.Add(block);
        }
        return found;
    }

    private static IEnumerable<int> Numbers(int blocks, IReadOnlyList<ulong> keys, Func<ulong, IEnumerable<int>> blocksOf)
    {
        if (keys.Count == 0)
            return Enumerable.Range(1, blocks).Select(i => blocks - i);
        var common = blocksOf(keys[0]).ToHashSet();
        foreach (var key in keys.Skip(1))
            common.IntersectWith(blocksOf(key));
        return common.OrderDescending();
    }
}
