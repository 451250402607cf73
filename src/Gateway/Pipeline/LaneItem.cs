namespace Plimsoll.Gateway.Pipeline;

/// <summary>One component's batch of a durable journal entry, on its way.</summary>
/// <param name="Entry">Holds the payload's memory until released.</param>
internal readonly record struct LaneItem(
    EncodedEntry Entry, Guid JournalId, long Sequence, long ReceivedMs, ReadOnlyMemory<byte> Payload);
