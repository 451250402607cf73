using System.Runtime.InteropServices;
using Plimsoll.Components;

namespace Plimsoll.Grains.Serialization;

/// <summary>A batch on the wire: bytes go as bytes.</summary>
[GenerateSerializer, Immutable, Alias("plimsoll.batch")]
public readonly record struct DeliveryBatchSurrogate
{
    [Id(0)]
    public Guid Journal { get; init; }

    [Id(1)]
    public long Sequence { get; init; }

    [Id(2)]
    public long ReceivedMs { get; init; }

    [Id(3)]
    public byte[] Payload { get; init; }

    [Id(4)]
    public long? After { get; init; }
}

[RegisterConverter]
public sealed class DeliveryBatchConverter : IConverter<DeliveryBatch, DeliveryBatchSurrogate>
{
    public DeliveryBatch ConvertFromSurrogate(in DeliveryBatchSurrogate surrogate) =>
        new(surrogate.Journal, surrogate.Sequence, surrogate.ReceivedMs, surrogate.Payload) { After = surrogate.After };

    public DeliveryBatchSurrogate ConvertToSurrogate(in DeliveryBatch value) =>
        new()
        {
            Journal = value.JournalId,
            Sequence = value.Sequence,
            ReceivedMs = value.ReceivedMs,
            Payload = Whole(value.Payload),
            After = value.After,
        };

    private static byte[] Whole(ReadOnlyMemory<byte> payload) =>
        MemoryMarshal.TryGetArray(payload, out var array) && array.Offset == 0 && array.Count == array.Array!.Length
            ? array.Array
            : payload.ToArray();
}

[GenerateSerializer, Immutable, Alias("plimsoll.receipt")]
public readonly record struct DeliveryReceiptSurrogate
{
    [Id(0)]
    public int Outcome { get; init; }

    [Id(1)]
    public long SavedThrough { get; init; }

    [Id(2)]
    public string? Reason { get; init; }
}

[RegisterConverter]
public sealed class DeliveryReceiptConverter : IConverter<DeliveryReceipt, DeliveryReceiptSurrogate>
{
    public DeliveryReceipt ConvertFromSurrogate(in DeliveryReceiptSurrogate surrogate) =>
        new((DeliveryOutcome)surrogate.Outcome, surrogate.SavedThrough, surrogate.Reason);

    public DeliveryReceiptSurrogate ConvertToSurrogate(in DeliveryReceipt value) =>
        new() { Outcome = (int)value.Outcome, SavedThrough = value.SavedThrough, Reason = value.Reason };
}

[GenerateSerializer, Immutable, Alias("plimsoll.watermark")]
public readonly record struct WatermarkSurrogate
{
    [Id(0)]
    public long AppliedThrough { get; init; }

    [Id(1)]
    public long SavedThrough { get; init; }
}

[RegisterConverter]
public sealed class WatermarkConverter : IConverter<Watermark, WatermarkSurrogate>
{
    public Watermark ConvertFromSurrogate(in WatermarkSurrogate surrogate) => new(surrogate.AppliedThrough, surrogate.SavedThrough);

    public WatermarkSurrogate ConvertToSurrogate(in Watermark value) =>
        new() { AppliedThrough = value.AppliedThrough, SavedThrough = value.SavedThrough };
}
