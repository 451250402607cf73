using Plimsoll.Telemetry;

namespace Plimsoll.Core.Tests.Components;

/// <summary>Seeded traffic of every kind, with ticks every 30 seconds; the same seed makes the same.</summary>
internal sealed class Traffic(int seed, long startMs = Feed.T0)
{
    private static readonly string[] s_versions = ["v1", "v2", "v3"];
    private static readonly string[] s_reasons = ["stop", "length", "tool"];

    private readonly Random _random = new(seed);

    public long NowMs { get; private set; } = startMs;

    /// <summary>Whether a twentieth of the requests come as spans.</summary>
    public bool Mixed { get; init; } = true;

    /// <summary>Whether requests have prompts and responses, and hosts report.</summary>
    public bool Full { get; init; } = true;

    public void Run(Feed feed, int hours, int perMinute = 6)
    {
        for (var end = NowMs + hours * Feed.Hour; NowMs < end; NowMs += Feed.Minute)
        {
            feed.Send(NowMs, Rows(perMinute));
            feed.Component.Tick(NowMs);
            feed.Component.Tick(NowMs + 30 * Feed.Second);
        }
    }

    public IEnumerable<object> Rows(int count)
    {
        for (var i = 0; i < count; i++)
            yield return Request();
        yield return Gpu(0);
        yield return Gpu(1);
        yield return new EngineSample { Component = Feed.Name, Copy = "a", TimestampMs = At(), RequestsRunning = _random.Next(20), RequestsWaiting = _random.Next(5), KvCacheUsageRatio = _random.NextDouble() };
        if (Full)
            yield return Host();
        yield return new Feedback { Component = Feed.Name, TimestampMs = At(), Rating = _random.Next(1, 6), ThumbsUp = _random.Next(2) == 0 };
        yield return new Outcome { Component = Feed.Name, TimestampMs = At(), Success = _random.Next(3) > 0 };
    }

    public InferenceRecord Request()
    {
        var record = new InferenceRecord
        {
            Component = Feed.Name,
            TimestampMs = At(),
            Model = "m",
            ModelVersion = s_versions[_random.Next(s_versions.Length)],
            Copy = $"copy{_random.Next(4)}",
            InputTokens = _random.Next(1, 4000),
            OutputTokens = _random.Next(1, 900),
            CachedInputTokens = _random.Next(1, 100),
            QueueMs = _random.Next(100),
            FinishReason = s_reasons[_random.Next(s_reasons.Length)],
            UserHash = (ulong)_random.NextInt64(300) * 0x9E3779B97F4A7C15,
            SessionHash = (ulong)_random.NextInt64(900) * 0x9E3779B97F4A7C15,
            Source = Mixed && _random.Next(20) == 0 ? TelemetrySource.Spans : TelemetrySource.Records,
        };
        record.TtftMs = Math.Round(Math.Exp(5 + Normal() * 0.5), 3);
        record.TpotMs = Math.Round(Math.Exp(3.3 + Normal() * 0.3), 3);
        record.TotalLatencyMs = record.TtftMs + record.TpotMs * (record.OutputTokens - 1);
        record.Stages.Add(new("retrieve", _random.Next(1, 50)));
        if (_random.Next(30) == 0)
            record.ErrorType = "timeout";
        if (Full)
            AddTexts(record);
        return record;
    }

    private void AddTexts(InferenceRecord record)
    {
        record.PromptHash = (ulong)_random.NextInt64(5000) * 0x9E3779B97F4A7C15;
        record.ResponseHash = (ulong)_random.NextInt64(long.MaxValue);
        record.PromptChars = (int)(record.InputTokens * 4)!;
        record.ResponseChars = (int)(record.OutputTokens * 4)!;
        record.Refused = _random.Next(40) == 0;
        record.FormatOk = _random.Next(3) == 0 ? _random.Next(20) > 0 : null;
    }

    private HostSample Host() => new()
    {
        Component = Feed.Name,
        Host = $"node-{_random.Next(2)}",
        Copy = $"copy{_random.Next(4)}",
        TimestampMs = At(),
        MemoryUsedMiB = _random.Next(1000),
        MemoryTotalMiB = 1000,
        DiskReadMiBPerS = _random.Next(100),
        NetworkTransmitMiBPerS = _random.NextDouble(),
        ModelLoadMs = _random.Next(20) == 0 ? _random.Next(60_000) : null,
    };

    private GpuSample Gpu(int index) => new()
    {
        Component = Feed.Name,
        Gpu = $"gpu{index}",
        TimestampMs = At(),
        UtilizationRatio = _random.NextDouble(),
        MemoryUsedMiB = _random.Next(80_000),
        MemoryTotalMiB = 80_000,
        TemperatureC = 40 + _random.Next(40),
        PowerW = _random.Next(700),
        MemoryReservedMiB = 60_000,
        MemoryAllocatedMiB = _random.Next(60_000),
    };

    private long At() => NowMs - _random.Next(90_000);

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}
