using System.Runtime.CompilerServices;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Plimsoll.Storage.Checkpoints.Remote;
using Plimsoll.Storage.Files;

namespace Plimsoll.Storage.Checkpoints.DynamoDb;

/// <summary>
/// Checkpoints as items of one table: blocks first, under the id of their commit, then the head, put on condition that
/// it still is at the version before. Needs no transaction of the service.
/// </summary>
public sealed class DynamoDbCheckpointStore : ICheckpointStore
{
    private readonly IAmazonDynamoDB _database;
    private readonly string _table;
    private readonly PieceItems _pieces;
    private readonly BlockItems _blocks;
    private readonly HeadItem _head;

    public DynamoDbCheckpointStore(IAmazonDynamoDB database, string table)
    {
        (_database, _table) = (database, table);
        _pieces = new PieceItems(database, table);
        _blocks = new BlockItems(_pieces);
        _head = new HeadItem(database, table, _pieces);
    }

    public async ValueTask<CheckpointHead?> ReadHeadAsync(string key, CancellationToken cancellationToken) =>
        (await _head.ReadAsync(key, cancellationToken))?.Content.ToHead();

    public async ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> ReadBlocksAsync(
        CheckpointHead head, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var manifest = RemoteManifest.Of(head);
        var places = names.ToDictionary(n => n, n => RemoteManifest.Place(manifest, n), StringComparer.Ordinal);
        var contents = await _blocks.ReadAsync(head.Key, places, cancellationToken);
        foreach (var (name, place) in places)
        {
            if (contents[name] is not { } content)
                throw await GoneAsync(head, name, cancellationToken);
            if (!BlockItems.Verifies(place, content))
                throw new CheckpointCorruptException($"Block '{name}' of '{head.Key}' in {_table}, {content.Length} bytes, does not verify") { Block = name };
        }
        return [.. names.Select(n => (ReadOnlyMemory<byte>)contents[n]!)];
    }

    public async ValueTask<CommitResult> CommitAsync(string key, CheckpointCommit commit, CancellationToken cancellationToken)
    {
        try
        {
            var current = await _head.ReadAsync(key, cancellationToken);
            var before = current?.Content ?? CheckpointManifest.None(key);
            if (before.Version != commit.ExpectedVersion)
                return new CommitResult.Conflict(before.Version);
            var id = Guid.CreateVersion7();
            var next = RemoteManifest.After(before, commit, block => ItemKey.Place(id, block.Bytes.Length, Crc32C.Compute(block.Bytes.Span)));
            await _blocks.WriteAsync(key, id, commit.Written, cancellationToken);
            if (await WriteHeadAsync(id, next, cancellationToken) is { } winner)
                return await LostAsync(id, next, winner, cancellationToken);
            await SweepAsync(key, before, current, next);
            return new CommitResult.Committed(next.ToHead());
        }
        catch (Exception trouble) when (trouble is AmazonClientException or AmazonServiceException or HttpRequestException)
        {
            return new CommitResult.Unavailable(Reason(trouble));
        }
    }

    public async IAsyncEnumerable<string> ListKeysAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new ScanRequest
        {
            TableName = _table,
            ConsistentRead = true,
            FilterExpression = "attribute_exists(v)",
            ProjectionExpression = ItemKey.Partition,
        };
        do
        {
            var page = await _database.ScanAsync(request, cancellationToken);
            foreach (var item in page.Items ?? [])
                yield return CheckpointKey.Text(item[ItemKey.Partition].B.ToArray());
            request.ExclusiveStartKey = page.LastEvaluatedKey;
        }
        while (request.ExclusiveStartKey is { Count: > 0 });
    }

    /// <summary>The head goes first: a half-deleted key has none.</summary>
    public async ValueTask DeleteAsync(string key, CancellationToken cancellationToken)
    {
        await _database.DeleteItemAsync(_table, ItemKey.OfHead(key), cancellationToken);
        var request = new QueryRequest
        {
            TableName = _table,
            ConsistentRead = true,
            KeyConditionExpression = $"{ItemKey.Partition} = :key",
            ProjectionExpression = $"{ItemKey.Partition}, {ItemKey.Sort}",
            ExpressionAttributeValues = new() { [":key"] = ItemKey.Binary(CheckpointKey.Bytes(key)) },
        };
        do
        {
            var page = await _database.QueryAsync(request, cancellationToken);
            await _pieces.DeleteAsync(page.Items ?? [], cancellationToken);
            request.ExclusiveStartKey = page.LastEvaluatedKey;
        }
        while (request.ExclusiveStartKey is { Count: > 0 });
    }

    /// <summary>Null when the head was written; else the head that is there instead.</summary>
    private async Task<CheckpointManifest?> WriteHeadAsync(Guid id, CheckpointManifest next, CancellationToken cancellationToken)
    {
        try
        {
            await _head.WriteAsync(id, next, cancellationToken);
            return null;
        }
        catch (ConditionalCheckFailedException)
        {
            // The client repeats a put whose answer it lost: then the head that is in the way is this commit's own.
            var there = await _head.ReadAsync(next.Key, cancellationToken);
            return there?.Commit == id ? null : there?.Content ?? CheckpointManifest.None(next.Key);
        }
    }

    private async Task<CommitResult> LostAsync(Guid id, CheckpointManifest next, CheckpointManifest winner, CancellationToken cancellationToken)
    {
        await _blocks.DeleteAsync(next.Key, next.Blocks.Where(b => ItemKey.CommitOf(b.Value) == id), cancellationToken);
        return new CommitResult.Conflict(winner.Version);
    }

    /// <summary>Deletes what the new head no longer holds. What a failure leaves behind takes room and harms nothing.</summary>
    private async Task SweepAsync(string key, CheckpointManifest before, HeadItem.Stored? current, CheckpointManifest next)
    {
        try
        {
            await _blocks.DeleteAsync(key, before.Blocks.Where(b => !next.Blocks.TryGetValue(b.Key, out var place) || place != b.Value), CancellationToken.None);
            if (current is { Pieces: > 0 })
                await _pieces.DeleteAsync(HeadItem.PieceKeys(key, current.Commit, current.Pieces), CancellationToken.None);
        }
        catch (Exception trouble) when (trouble is AmazonClientException or AmazonServiceException or HttpRequestException)
        {
            StorageGarbage.Left.Add(1);
        }
    }

    private async Task<Exception> GoneAsync(CheckpointHead head, string name, CancellationToken cancellationToken) =>
        (await _head.ReadAsync(head.Key, cancellationToken))?.Content.Version == head.Version
            ? new CheckpointCorruptException($"Block '{name}' of '{head.Key}' is gone from {_table}") { Block = name }
            : new StaleHeadException(head.Key, head.Version);

    private static string Reason(Exception trouble) => trouble switch
    {
        ProvisionedThroughputExceededException or RequestLimitExceededException => "store_throttled",
        AmazonServiceException => "store_refused",
        _ => "store_unreachable",
    };
}
