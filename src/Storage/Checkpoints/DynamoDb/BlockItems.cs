using Amazon.DynamoDBv2.Model;
using Plimsoll.Storage.Files;

namespace Plimsoll.Storage.Checkpoints.DynamoDb;

/// <summary>The items of blocks: one for each piece of 384 KiB.</summary>
internal sealed class BlockItems(PieceItems pieces)
{
    public Task WriteAsync(string key, Guid commit, IReadOnlyList<BlockWrite> blocks, CancellationToken cancellationToken) =>
        pieces.WriteAsync(blocks.GroupBy(b => b.Name, StringComparer.Ordinal).SelectMany(g => Items(key, commit, g.Last())), cancellationToken);

    public Task DeleteAsync(string key, IEnumerable<KeyValuePair<string, BlockPlace>> blocks, CancellationToken cancellationToken) =>
        pieces.DeleteAsync(blocks.SelectMany(b => Keys(key, b.Key, b.Value)), cancellationToken);

    /// <summary>By name; null where a piece is not there.</summary>
    public async Task<Dictionary<string, byte[]?>> ReadAsync(
        string key, IReadOnlyDictionary<string, BlockPlace> places, CancellationToken cancellationToken)
    {
        var keys = places.ToDictionary(p => p.Key, p => Keys(key, p.Key, p.Value).ToList(), StringComparer.Ordinal);
        var found = await pieces.ReadAsync([.. keys.Values.SelectMany(k => k)], cancellationToken);
        return keys.ToDictionary(k => k.Key, k => Join(k.Value, found), StringComparer.Ordinal);
    }

    public static bool Verifies(BlockPlace place, byte[] content) => content.Length == place.Length && Crc32C.Compute(content) == place.Checksum;

    private static byte[]? Join(List<Dictionary<string, AttributeValue>> keys, Dictionary<string, byte[]> found)
    {
        var parts = keys.Select(k => found.GetValueOrDefault(PieceItems.NameOf(k))).ToList();
        return parts.Contains(null) ? null : [.. parts.SelectMany(p => p!)];
    }

    private static IEnumerable<Dictionary<string, AttributeValue>> Keys(string key, string name, BlockPlace place)
    {
        var commit = ItemKey.CommitOf(place);
        return Enumerable.Range(0, int.Max(1, ItemKey.Pieces(place.Length))).Select(i => ItemKey.OfBlock(key, commit, name, i));
    }

    private static IEnumerable<Dictionary<string, AttributeValue>> Items(string key, Guid commit, BlockWrite block)
    {
        for (var piece = 0; piece < int.Max(1, ItemKey.Pieces(block.Bytes.Length)); piece++)
        {
            var start = piece * ItemKey.PieceBytes;
            var item = ItemKey.OfBlock(key, commit, block.Name, piece);
            item[PieceItems.Content] = ItemKey.Binary(block.Bytes.Span.Slice(start, int.Min(ItemKey.PieceBytes, block.Bytes.Length - start)));
            yield return item;
        }
    }
}
