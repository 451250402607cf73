using System.Buffers;
using System.Globalization;
using Plimsoll.Components;
using Plimsoll.Telemetry;

namespace Plimsoll.Bench.Micro;

/// <summary>
/// What one component's checkpoints write, and what it takes in the store and in memory, after an hour and a quarter of steady
/// traffic, with a delivery and a tick every five seconds and a checkpoint every half minute.
/// </summary>
internal static class CheckpointSizes
{
    private const long StartMs = 1_773_000_000_000;
    private const int StepMs = 5_000;
    private const int StepsPerCheckpoint = 6;
    private const int WarmSteps = 3_600_000 / StepMs;
    private const int MeasuredSteps = 900_000 / StepMs;
    private const int Held = 10;

    public static void Print()
    {
        Console.WriteLine("requests/s  blocks/checkpoint  bytes/checkpoint  write units  state KiB  memory KiB");
        foreach (var rate in new[] { 0.2, 1, 10, 100 })
            Console.WriteLine(Row(rate));
    }

    private static string Row(double rate)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var components = Enumerable.Range(0, Held).Select(_ => new InferenceComponent("model", ComponentSettings.Default)).ToList();
        var written = components.Select((c, i) => Live(c, rate, new Random(i))).ToList()[0];
        var memory = (GC.GetTotalMemory(forceFullCollection: true) - before) / Held;
        var state = components[0].Save(0);
        var all = state.Head.Length + state.Changed.Sum(b => (long)b.Bytes.Length);
        GC.KeepAlive(components);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{rate,10}  {written.Blocks,17:0.0}  {written.Bytes,16:0}  {written.Units,11:0.0}  {all / 1024,9}  {memory / 1024,10}");
    }

    /// <summary>Averages over the checkpoints of the last quarter of an hour.</summary>
    private static (double Blocks, double Bytes, double Units) Live(InferenceComponent component, double rate, Random random)
    {
        var (journal, saved) = (Guid.NewGuid(), 0L);
        var (checkpoints, blocks, bytes, units) = (0d, 0L, 0L, 0L);
        for (var step = 1; step <= WarmSteps + MeasuredSteps; step++)
        {
            var now = StartMs + step * (long)StepMs;
            component.Apply(new DeliveryBatch(journal, step, now, Requests((int)(rate * StepMs / 1000), now, random)));
            component.Tick(now);
            if (step % StepsPerCheckpoint != 0)
                continue;
            var snapshot = component.Save(saved);
            saved = snapshot.Version;
            if (step <= WarmSteps)
                continue;
            checkpoints++;
            blocks += snapshot.Changed.Count;
            bytes += snapshot.Head.Length + snapshot.Changed.Sum(b => (long)b.Bytes.Length);
            units += KiB(snapshot.Head.Length) + snapshot.Changed.Sum(b => KiB(b.Bytes.Length));
        }
        return (blocks / checkpoints, bytes / checkpoints, units / checkpoints);
    }

    /// <summary>Write units of DynamoDB: an item counts by full KiB.</summary>
    private static long KiB(int bytes) => (bytes + 1023) / 1024;

    private static ReadOnlyMemory<byte> Requests(int count, long nowMs, Random random)
    {
        var writer = new RecordBatchWriter();
        for (var i = 0; i < count; i++)
        {
            var output = 2 + random.Next(800);
            var ttft = 80 + 900 * Math.Pow(random.NextDouble(), 3);
            var tpot = 8 + 12 * random.NextDouble();
            writer.Add(new InferenceRecord
            {
                Component = "model",
                TimestampMs = nowMs - random.Next(StepMs),
                InputTokens = 50 + random.Next(4_000),
                OutputTokens = output,
                TtftMs = ttft,
                TpotMs = tpot,
                QueueMs = ttft / 4,
                TotalLatencyMs = ttft + tpot * output,
                FinishReason = "stop",
            });
        }
        var payload = new ArrayBufferWriter<byte>();
        writer.WriteTo(payload);
        return payload.WrittenMemory;
    }
}
