using Plimsoll.Aggregation;
using Plimsoll.Telemetry;

namespace Plimsoll.Core.Tests.Telemetry;

/// <summary>Valid rows of every kind from a seed: each field present or absent, small, large or at its bound.</summary>
internal sealed class ArbitraryTelemetry(int seed)
{
    public const string Component = "gpt-oss-20b@eu";

    private static readonly string[] Names = ["stop", "length", "gpt-oss-20b", "2026-11-01", "blå", "模型", "👍", "a b", "", new('x', 300)];

    private readonly Random random = new(seed);

    public object NextRow() => random.Next(8) switch
    {
        0 => Gpu(),
        1 => Engine(),
        2 => Feedback(),
        3 => Outcome(),
        4 => Aggregate(),
        5 => Host(),
        6 => Score(),
        _ => Record(),
    };

    public InferenceRecord Record()
    {
        var record = new InferenceRecord
        {
            Component = Component,
            TimestampMs = Timestamp(),
            Source = Source(),
            RequestId = Maybe(Id),
            TraceId = Maybe(() => Hex(16)),
            SpanId = Maybe(() => Hex(8)),
            Endpoint = Maybe(Name),
            Tenant = Maybe(Name),
            Model = Maybe(Name),
            ModelVersion = Maybe(Name),
            PromptVersion = Maybe(Name),
            Variant = Maybe(Name),
            Copy = Maybe(Name),
            PromptClass = Maybe(Name),
            FinishReason = Maybe(Name),
            ErrorType = Maybe(Name),
        };
        FillNumbers(record);
        FillLists(record);
        return record;
    }

    public GpuSample Gpu() => new()
    {
        Component = Component,
        TimestampMs = Timestamp(),
        Source = Source(),
        Gpu = Name(),
        Endpoint = Maybe(Name),
        Copy = Maybe(Name),
        UtilizationRatio = MaybeValue(random.NextDouble),
        MemoryUsedMiB = MaybeValue(() => random.NextDouble() * 81920),
        MemoryTotalMiB = MaybeValue(() => 81920.0),
        TemperatureC = MaybeValue(() => random.NextDouble() * 100),
        PowerW = MaybeValue(() => random.NextDouble() * 700),
        MemoryReservedMiB = MaybeValue(() => 60_000.0),
        MemoryAllocatedMiB = MaybeValue(() => random.NextDouble() * 60_000),
    };

    public HostSample Host() => new()
    {
        Component = Component,
        TimestampMs = Timestamp(),
        Source = Source(),
        Host = Name(),
        Copy = Maybe(Name),
        MemoryUsedMiB = MaybeValue(() => random.NextDouble() * 262_144),
        MemoryTotalMiB = MaybeValue(() => 262_144.0),
        DiskReadMiBPerS = MaybeValue(() => random.NextDouble() * 3000),
        DiskWriteMiBPerS = MaybeValue(() => random.NextDouble()),
        NetworkReceiveMiBPerS = MaybeValue(() => random.NextDouble() * 1000),
        NetworkTransmitMiBPerS = MaybeValue(() => 0.0),
        ModelLoadMs = MaybeValue(Milliseconds),
    };

    public EngineSample Engine() => new()
    {
        Component = Component,
        TimestampMs = Timestamp(),
        Source = Source(),
        Copy = Maybe(Name),
        RequestsRunning = MaybeValue(Count),
        RequestsWaiting = MaybeValue(Count),
        KvCacheUsageRatio = MaybeValue(random.NextDouble),
    };

    public Feedback Feedback() => new()
    {
        Component = Component,
        TimestampMs = Timestamp(),
        RequestId = Maybe(Id),
        Rating = MaybeValue(() => 1 + 4 * random.NextDouble()),
        ThumbsUp = MaybeValue(Coin),
        Regenerated = Coin(),
        Accepted = Coin(),
        Reported = Coin(),
        UserHash = MaybeValue(Hash),
        ModelVersion = Maybe(Name),
    };

    public Outcome Outcome() => new()
    {
        Component = Component,
        TimestampMs = Timestamp(),
        Success = Coin(),
        RequestId = Maybe(Id),
        Task = Maybe(Name),
        ModelVersion = Maybe(Name),
    };

    public ScoreSample Score() => new()
    {
        Component = Component,
        TimestampMs = Timestamp(),
        RequestId = Maybe(Id),
        TraceId = Maybe(() => Hex(16)),
        SpanId = Maybe(() => Hex(8)),
        Name = Name(),
        Value = random.NextDouble() * 10 - 5,
        Source = Name(),
    };

    public AggregateSample Aggregate()
    {
        var target = (AggregateTarget)random.Next(7);
        var ofDistribution = target == AggregateTarget.Distribution;
        return new()
        {
            Component = Component,
            TimestampMs = Timestamp(),
            Source = Source(),
            Family = (AggregateFamily)random.Next(5),
            Series = Hash(),
            Cumulative = Coin(),
            StartMs = MaybeValue(Timestamp),
            Copy = Maybe(Name),
            Model = Maybe(Name),
            ModelVersion = Maybe(Name),
            Target = target,
            Name = Maybe(Name),
            Value = ofDistribution ? 0 : Count(),
            Measure = ofDistribution ? (Measure)random.Next(Measures.Count) : default,
            Distribution = ofDistribution ? Distribution() : null,
        };
    }

    private AggregateDistribution Distribution()
    {
        var counts = Enumerable.Range(0, random.Next(1, 40)).Select(_ => Count()).ToArray();
        var bounded = Coin();
        return new()
        {
            Counts = counts,
            Bounds = bounded ? [.. Enumerable.Range(0, counts.Length - 1).Select(i => i * 0.25)] : null,
            Scale = bounded ? 0 : random.Next(-10, 21),
            Offset = bounded ? 0 : random.Next(-100_000, 100_000),
            ZeroCount = Count(),
            Sum = random.NextDouble() * 1e6,
            Min = MaybeValue(random.NextDouble),
            Max = MaybeValue(random.NextDouble),
        };
    }

    private void FillNumbers(InferenceRecord record)
    {
        record.InputTokens = MaybeValue(Count);
        record.OutputTokens = MaybeValue(Count);
        record.CachedInputTokens = MaybeValue(Count);
        record.TtftMs = MaybeValue(Milliseconds);
        record.TpotMs = MaybeValue(Milliseconds);
        record.TotalLatencyMs = MaybeValue(Milliseconds);
        record.QueueMs = MaybeValue(Milliseconds);
        record.PrefillMs = MaybeValue(Milliseconds);
        record.DecodeMs = MaybeValue(Milliseconds);
        record.UserHash = MaybeValue(Hash);
        record.SessionHash = MaybeValue(Hash);
        record.PromptHash = MaybeValue(Hash);
        record.ResponseHash = MaybeValue(Hash);
        record.PromptChars = MaybeValue(() => random.Next());
        record.ResponseChars = MaybeValue(() => random.Next(1000));
        record.Refused = MaybeValue(Coin);
        record.FormatOk = MaybeValue(Coin);
    }

    private void FillLists(InferenceRecord record)
    {
        Some(() => record.Stages.Add(new Stage(Name(), Milliseconds())));
        Some(() => record.Labels.Add(new(Name(), Name())));
        Some(() => record.Scores.Add(new ClientScore(Name(), random.NextDouble() * 2 - 1, Name())));
        Some(() => record.SafetyFlags.Add(Name()));
        Some(() => record.OutputTokenIds.Add(random.Next()));
        Some(() => record.Embedding.Add(random.NextSingle()));
    }

    /// <summary>Latencies in whole nanoseconds, which is what a batch keeps.</summary>
    private double Milliseconds() => random.Next(4) switch
    {
        0 => 0,
        1 => 86_400_000,
        2 => random.Next(1_000_000) / 1e6,
        _ => random.NextInt64(100_000_000_000) / 1e6,
    };

    private long Count() => random.Next(4) switch { 0 => 0, 1 => 1_000_000_000, 2 => random.Next(128), _ => random.Next(100_000) };

    private long Timestamp() => random.Next(8) switch
    {
        0 => 946_684_800_000,
        1 => 4_102_444_799_999,
        _ => 1_790_000_000_000 + random.Next(3_600_000),
    };

    private string Name() => Names[random.Next(Names.Length)];

    private string Id() => random.Next(3) switch { 0 => new string('r', 256), 1 => "ä" + random.Next(), _ => Hex(16) };

    private string Hex(int bytes)
    {
        var buffer = new byte[bytes];
        random.NextBytes(buffer);
        return Convert.ToHexStringLower(buffer);
    }

    private ulong Hash() => (ulong)random.NextInt64(long.MinValue, long.MaxValue);

    private TelemetrySource Source() => (TelemetrySource)random.Next(5);

    private bool Coin() => random.Next(2) == 0;

    private string? Maybe(Func<string> make) => Coin() ? make() : null;

    private T? MaybeValue<T>(Func<T> make) where T : struct => Coin() ? make() : null;

    private void Some(Action add)
    {
        for (var left = Coin() ? 0 : random.Next(6) == 0 ? 200 : random.Next(4); left > 0; left--)
            add();
    }
}
