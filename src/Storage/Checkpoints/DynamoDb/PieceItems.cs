using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace Plimsoll.Storage.Checkpoints.DynamoDb;

/// <summary>Writes, reads and deletes many items at a time.</summary>
internal sealed class PieceItems(IAmazonDynamoDB database, string table)
{
    public const string Content = "c";

    private const int WritesPerCall = 25;
    private const int ReadsPerCall = 40;
    private const int MostTries = 8;
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(50);

    public Task WriteAsync(IEnumerable<Dictionary<string, AttributeValue>> items, CancellationToken cancellationToken) =>
        WriteAsync(items.Select(item => new WriteRequest(new PutRequest(item))), cancellationToken);

    public Task DeleteAsync(IEnumerable<Dictionary<string, AttributeValue>> keys, CancellationToken cancellationToken) =>
        WriteAsync(keys.Select(key => new WriteRequest(new DeleteRequest(key))), cancellationToken);

    /// <summary>The contents of those that exist, by sort key.</summary>
    public async Task<Dictionary<string, byte[]>> ReadAsync(
        IReadOnlyList<Dictionary<string, AttributeValue>> keys, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var some in keys.Chunk(ReadsPerCall))
        {
            var left = new KeysAndAttributes { Keys = [.. some], ConsistentRead = true };
            for (var tries = 0; left is { Keys.Count: > 0 }; tries++)
            {
                await WaitAsync(tries, cancellationToken);
                var answer = await database.BatchGetItemAsync(new BatchGetItemRequest { RequestItems = new() { [table] = left } }, cancellationToken);
                foreach (var item in answer.Responses?.GetValueOrDefault(table) ?? [])
                    found[NameOf(item)] = item[Content].B.ToArray();
                left = answer.UnprocessedKeys?.GetValueOrDefault(table);
            }
        }
        return found;
    }

    public static string NameOf(Dictionary<string, AttributeValue> item) => Convert.ToHexString(item[ItemKey.Sort].B.ToArray());

    private async Task WriteAsync(IEnumerable<WriteRequest> requests, CancellationToken cancellationToken)
    {
        foreach (var some in requests.Chunk(WritesPerCall))
        {
            IReadOnlyList<WriteRequest>? left = some;
            for (var tries = 0; left is { Count: > 0 }; tries++)
            {
                await WaitAsync(tries, cancellationToken);
                var answer = await database.BatchWriteItemAsync(new BatchWriteItemRequest { RequestItems = new() { [table] = [.. left] } }, cancellationToken);
                left = answer.UnprocessedItems?.GetValueOrDefault(table);
            }
        }
    }

    /// <summary>The service hands back what it had no capacity for.</summary>
    private static async Task WaitAsync(int tries, CancellationToken cancellationToken)
    {
        if (tries == MostTries)
            throw new ProvisionedThroughputExceededException("The table had no capacity for all items of a batch");
        if (tries > 0)
            await Task.Delay(FirstWait * (1 << tries), TimeProvider.System, cancellationToken);
    }
}
