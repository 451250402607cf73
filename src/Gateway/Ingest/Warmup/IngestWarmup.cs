using System.Buffers;
using Plimsoll.Components;
using Plimsoll.Gateway.Hosting;
using Plimsoll.Gateway.Ingest.Json;
using Plimsoll.Gateway.Pipeline;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Ingest.Warmup;

/// <summary>
/// Takes made-up records through decoder, validation, encoding, deduplication and a component that nobody sees, right
/// after the start, so that the way in is compiled and optimised before the backlog of a restart arrives.
/// </summary>
internal sealed class IngestWarmup(DecoderPool decoders, IHashKey key, TimeProvider time) : BackgroundService
{
    /// <summary>A method is optimised after 1,000 calls, ten rounds, once the compiler has come round to it; the pauses give it the time.</summary>
    private const int Rounds = 80;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(15);

    /// <summary>Leaves the first moments to the start itself.</summary>
    private static readonly TimeSpan AfterStart = TimeSpan.FromSeconds(1);

    private static int s_done;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // What is compiled stays so for the process.
        if (Interlocked.Exchange(ref s_done, 1) == 1)
            return;
        await Task.Delay(AfterStart, time, stoppingToken);
        var nowMs = time.GetUtcNow().ToUnixTimeMilliseconds();
        var body = WarmupRecords.Lines(nowMs);
        var decoder = decoders.Rent(TelemetryKind.Inference);
        var component = new InferenceComponent(WarmupRecords.Component, ComponentSettings.Default);
        for (var round = 1; round <= Rounds && !stoppingToken.IsCancellationRequested; round++)
        {
            await Task.Delay(Pause, time, stoppingToken);
            Run(body, decoder, component, round, nowMs);
        }
        decoders.Return(TelemetryKind.Inference, decoder);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
    }

    private void Run(byte[] body, ObjectDecoder decoder, InferenceComponent component, int round, long nowMs)
    {
        var batch = new IngestBatch(key.Hash);
        JsonRows.Read(body, lines: true, decoder, new RowSink(EveryComponent.Instance, batch), new IngestReport(), int.MaxValue);
        batch.Reserve(new DedupWindow(TimeSpan.FromMinutes(1), WarmupRecords.Count * 4, time));
        var bytes = new ArrayBufferWriter<byte>();
        batch.Rows[0].Writer.WriteTo(bytes);
        component.Apply(new DeliveryBatch(Guid.Empty, round, nowMs, bytes.WrittenMemory));
    }

    /// <summary>Admits the made-up component.</summary>
    private sealed class EveryComponent : IIngestPipeline
    {
        public static readonly EveryComponent Instance = new();

        public IngestBatch Rent() => throw new NotSupportedException();

        public TimeSpan? Overloaded() => null;

        public bool Admits(string component) => true;

        public ValueTask<SubmitResult> SubmitAsync(IngestBatch batch, long receivedMs) => throw new NotSupportedException();

        public void Return(IngestBatch batch) => throw new NotSupportedException();
    }
}
