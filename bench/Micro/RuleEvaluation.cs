using System.Buffers;
using System.Globalization;
using Plimsoll.Alerting.Rules;
using Plimsoll.Components;
using Plimsoll.Telemetry;

namespace Plimsoll.Bench.Micro;

/// <summary>
/// What the default rules, detectors and closing minutes of 1,000 components take of one core: all ticks of some minutes, a tick
/// every five seconds as a gateway makes them, after an hour and a quarter of traffic. Ingest is not counted.
/// </summary>
internal static class RuleEvaluation
{
    private const long StartMs = 1_773_000_000_000;
    private const int Components = 1_000;
    private const int MinuteMs = 60_000;
    private const int TicksPerMinute = 12;
    private const int WarmMinutes = 75;
    private const int MeasuredMinutes = 10;
    private const int RequestsPerMinute = 20;

    public static void Print()
    {
        var settings = ComponentSettings.Default with { Alerts = AlertSettings.Default };
        var fleet = Enumerable.Range(0, Components).Select(i => new InferenceComponent($"model-{i}", settings)).ToArray();
        var minutes = Enumerable.Range(0, MeasuredMinutes).Select(_ => 0d).ToArray();
        for (var minute = 0; minute < WarmMinutes + MeasuredMinutes; minute++)
        {
            Feed(fleet, minute);
            var taken = Ticks(fleet, minute);
            if (minute >= WarmMinutes)
                minutes[minute - WarmMinutes] = taken.TotalMilliseconds;
        }
        var median = minutes.Order().ElementAt(MeasuredMinutes / 2);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Components} components, {AlertSettings.Default.Rules.Count} rules, {MeasuredMinutes} minutes: {median:0} ms of CPU a minute in the median, {minutes.Max():0} at most; {median / MinuteMs:0.00%} of one core"));
    }

    private static void Feed(InferenceComponent[] fleet, int minute)
    {
        var now = StartMs + minute * (long)MinuteMs;
        var batch = Batch(now, new Random(minute));
        foreach (var component in fleet)
            component.Apply(new DeliveryBatch(s_journal, minute + 1, now, batch));
    }

    /// <summary>CPU of this process, so that waiting for a busy processor does not count.</summary>
    private static TimeSpan Ticks(InferenceComponent[] fleet, int minute)
    {
        var before = Environment.CpuUsage.TotalTime;
        for (var tick = 1; tick <= TicksPerMinute; tick++)
        {
            var now = StartMs + minute * (long)MinuteMs + tick * (long)(MinuteMs / TicksPerMinute);
            foreach (var component in fleet)
                component.Tick(now);
        }
        return Environment.CpuUsage.TotalTime - before;
    }

    private static readonly Guid s_journal = new("5f0c4d6e-0000-4000-8000-000000000002");

    private static ReadOnlyMemory<byte> Batch(long nowMs, Random random)
    {
        var writer = new RecordBatchWriter();
        for (var i = 0; i < RequestsPerMinute; i++)
        {
            var ttft = 80 + 400 * Math.Pow(random.NextDouble(), 3);
            writer.Add(new InferenceRecord
            {
                Component = "model",
                ModelVersion = "v1",
                TimestampMs = nowMs - random.Next(MinuteMs / 2),
                InputTokens = 50 + random.Next(4_000),
                OutputTokens = 2 + random.Next(800),
                TtftMs = ttft,
                TpotMs = 8 + 12 * random.NextDouble(),
                QueueMs = ttft / 4,
                TotalLatencyMs = ttft + 3_000 * random.NextDouble(),
                FinishReason = "stop",
            });
        }
        writer.Add(new EngineSample { Component = "model", TimestampMs = nowMs, RequestsRunning = 4, RequestsWaiting = random.Next(3), KvCacheUsageRatio = random.NextDouble() });
        var payload = new ArrayBufferWriter<byte>();
        writer.WriteTo(payload);
        return payload.WrittenMemory;
    }
}
