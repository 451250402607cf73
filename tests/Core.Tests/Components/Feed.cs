using System.Buffers;
using Plimsoll.Components;
using Plimsoll.Components.Views;
using Plimsoll.Telemetry;

namespace Plimsoll.Core.Tests.Components;

/// <summary>Builds batches for one component and delivers them in order.</summary>
internal sealed class Feed(InferenceComponent component)
{
    public const string Name = "chat";

    /// <summary>A whole hour, 2026-01-01T00:00:00Z.</summary>
    public const long T0 = 1_767_225_600_000;

    public const long Second = 1000;
    public const long Minute = 60 * Second;
    public const long Hour = 60 * Minute;

    public Feed(ComponentSettings? settings = null)
        : this(new InferenceComponent(Name, settings ?? ComponentSettings.Default))
    {
    }

    public InferenceComponent Component { get; } = component;

    public Guid Journal { get; init; } = new("11111111-2222-3333-4444-555555555555");

    public DeliveryReceipt Send(long receivedMs, params IEnumerable<object> rows) =>
        Component.Apply(new(Journal, Component.AppliedThrough(Journal) + 1, receivedMs, Batch(rows)));

    public ComponentView View(long nowMs) => Component.View(nowMs, []);

    public static byte[] Batch(params IEnumerable<object> rows)
    {
        var writer = new RecordBatchWriter();
        foreach (var row in rows)
            Add(writer, row);
        var output = new ArrayBufferWriter<byte>();
        writer.WriteTo(output);
        return output.WrittenSpan.ToArray();
    }

    public static InferenceRecord Request(long atMs, Action<InferenceRecord>? change = null)
    {
        var record = new InferenceRecord { Component = Name, TimestampMs = atMs, InputTokens = 100, OutputTokens = 11, TtftMs = 200, TpotMs = 80, TotalLatencyMs = 1000 };
        change?.Invoke(record);
        return record;
    }

    private static void Add(RecordBatchWriter writer, object row)
    {
        switch (row)
        {
            case InferenceRecord record:
                writer.Add(record);
                break;
            case GpuSample gpu:
                writer.Add(gpu);
                break;
            case EngineSample engine:
                writer.Add(engine);
                break;
            case HostSample host:
                writer.Add(host);
                break;
            case Feedback feedback:
                writer.Add(feedback);
                break;
            case Outcome outcome:
                writer.Add(outcome);
                break;
            case ScoreSample score:
                writer.Add(score);
                break;
            case AggregateSample aggregate:
                writer.Add(aggregate);
                break;
            default:
                throw new ArgumentException($"{row.GetType()} is no row", nameof(row));
        }
    }
}
