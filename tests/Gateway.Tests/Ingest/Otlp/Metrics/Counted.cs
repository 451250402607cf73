using System.Buffers;
using Plimsoll.Components;
using Plimsoll.Components.Views;
using Plimsoll.Gateway.Tests.Hosting;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Tests.Ingest.Otlp.Metrics;

/// <summary>What components count of what the gateway took.</summary>
internal static class Counted
{
    private static readonly Guid s_journal = new("11111111-2222-3333-4444-555555555555");

    /// <summary>The view of one component, a moment after the last of its samples.</summary>
    public static ComponentView View(FakePipeline pipeline, string component)
    {
        var samples = pipeline.Aggregates.Where(a => a.Component == component).ToList();
        var writer = new RecordBatchWriter();
        foreach (var sample in samples)
            writer.Add(sample);
        var batch = new ArrayBufferWriter<byte>();
        writer.WriteTo(batch);
        var now = samples.Max(s => s.TimestampMs) + 1000;
        var counting = new InferenceComponent(component, ComponentSettings.Default);
        Assert.Equal(DeliveryOutcome.Applied, counting.Apply(new(s_journal, 1, now, batch.WrittenMemory)).Outcome);
        return counting.View(now, []);
    }
}
