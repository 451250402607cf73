using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace Plimsoll.Storage.Checkpoints.DynamoDb;

/// <summary>The table of the checkpoint store, paid by request.</summary>
public static class DynamoDbTable
{
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(250);

    /// <summary>Makes the table where it is not there, and waits until it takes items.</summary>
    public static async Task EnsureAsync(IAmazonDynamoDB database, string table, CancellationToken cancellationToken)
    {
        try
        {
            await database.CreateTableAsync(Definition(table), cancellationToken);
        }
        catch (ResourceInUseException)
        {
            // It is there, or another makes it at this moment.
        }
        while ((await database.DescribeTableAsync(table, cancellationToken)).Table.TableStatus != TableStatus.ACTIVE)
            await Task.Delay(Wait, TimeProvider.System, cancellationToken);
    }

    public static async Task<bool> ExistsAsync(IAmazonDynamoDB database, string table, CancellationToken cancellationToken)
    {
        try
        {
            await database.DescribeTableAsync(table, cancellationToken);
            return true;
        }
        catch (ResourceNotFoundException)
        {
            return false;
        }
    }

    private static CreateTableRequest Definition(string table) => new()
    {
        TableName = table,
        BillingMode = BillingMode.PAY_PER_REQUEST,
        KeySchema = [new(ItemKey.Partition, KeyType.HASH), new(ItemKey.Sort, KeyType.RANGE)],
        AttributeDefinitions = [new(ItemKey.Partition, ScalarAttributeType.B), new(ItemKey.Sort, ScalarAttributeType.B)],
    };
}
