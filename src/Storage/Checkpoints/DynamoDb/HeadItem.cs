using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Plimsoll.Storage.Checkpoints.Remote;

namespace Plimsoll.Storage.Checkpoints.DynamoDb;

/// <summary>The item of a key's head. A manifest too long for it stands in pieces of its own.</summary>
internal sealed class HeadItem(IAmazonDynamoDB database, string table, PieceItems pieces)
{
    private const string Version = "v";
    private const string Commit = "g";
    private const string Manifest = "m";
    private const string Pieces = "n";

    public async Task<Stored?> ReadAsync(string key, CancellationToken cancellationToken)
    {
        var request = new GetItemRequest { TableName = table, Key = ItemKey.OfHead(key), ConsistentRead = true };
        var item = (await database.GetItemAsync(request, cancellationToken)).Item;
        if (item is not { Count: > 0 })
            return null;
        var commit = new Guid(item[Commit].B.ToArray(), bigEndian: true);
        var version = long.Parse(item[Version].N, NumberStyles.None, CultureInfo.InvariantCulture);
        var count = int.Parse(item[Pieces].N, NumberStyles.None, CultureInfo.InvariantCulture);
        var bytes = count == 0 ? item[Manifest].B.ToArray() : await ReadPiecesAsync(key, commit, count, cancellationToken);
        return new Stored(RemoteManifest.Decode(bytes, key, version, $"The head's item of '{key}' in {table}"), commit, count);
    }

    /// <exception cref="ConditionalCheckFailedException">The head is no longer at the version before.</exception>
    /// <returns>In how many pieces of its own the manifest stands.</returns>
    public async Task<int> WriteAsync(Guid commit, CheckpointManifest next, CancellationToken cancellationToken)
    {
        var manifest = RemoteManifest.Encode(next);
        var count = manifest.Length <= ItemKey.PieceBytes ? 0 : ItemKey.Pieces(manifest.Length);
        await pieces.WriteAsync(Enumerable.Range(0, count).Select(i => PieceOf(next.Key, commit, manifest, i)), cancellationToken);
        var item = ItemKey.OfHead(next.Key);
        item[Version] = Number(next.Version);
        item[Commit] = ItemKey.Binary(commit.ToByteArray(bigEndian: true));
        item[Pieces] = Number(count);
        if (count == 0)
            item[Manifest] = ItemKey.Binary(manifest);
        var request = new PutItemRequest { TableName = table, Item = item, ConditionExpression = $"attribute_not_exists({Version})" };
        if (next.Version > 1)
        {
            request.ConditionExpression = $"{Version} = :before";
            request.ExpressionAttributeValues = new() { [":before"] = Number(next.Version - 1) };
        }
        await database.PutItemAsync(request, cancellationToken);
        return count;
    }

    public static IEnumerable<Dictionary<string, AttributeValue>> PieceKeys(string key, Guid commit, int count) =>
        Enumerable.Range(0, count).Select(i => ItemKey.OfManifest(key, commit, i));

    private async Task<byte[]> ReadPiecesAsync(string key, Guid commit, int count, CancellationToken cancellationToken)
    {
        var keys = PieceKeys(key, commit, count).ToList();
        var found = await pieces.ReadAsync(keys, cancellationToken);
        return [.. keys.SelectMany(k => found.GetValueOrDefault(PieceItems.NameOf(k), []))];
    }

    private static Dictionary<string, AttributeValue> PieceOf(string key, Guid commit, byte[] manifest, int piece)
    {
        var item = ItemKey.OfManifest(key, commit, piece);
        var start = piece * ItemKey.PieceBytes;
        item[PieceItems.Content] = ItemKey.Binary(manifest.AsSpan(start, int.Min(ItemKey.PieceBytes, manifest.Length - start)));
        return item;
    }

    private static AttributeValue Number(long value) => new() { N = value.ToString(CultureInfo.InvariantCulture) };

    /// <param name="Commit">Which commit wrote it.</param>
    /// <param name="Pieces">Of the manifest, beside the item.</param>
    internal sealed record Stored(CheckpointManifest Content, Guid Commit, int Pieces);
}
