using System.Diagnostics.Metrics;

namespace Plimsoll.Storage.Checkpoints.DynamoDb;

internal static class StorageGarbage
{
    private static readonly Meter Meter = new("Plimsoll.Gateway");

    public static readonly Counter<long> Left = Meter.CreateCounter<long>(
        "plimsoll_gateway_checkpoint_sweeps_failed", description: "Commits after which items that no head holds could not be deleted; they take room only.");
}
