using Plimsoll.Telemetry;

namespace Plimsoll.Core.Tests.Telemetry;

/// <summary>Pins the stored format: journals and checkpoints of a released version must stay readable.</summary>
public class RecordBatchFormatTests
{
    private const string Golden =
        "b7020613016d027632017001620161026575017404636861740473746f700774696d656f757408726574726965766507"
        + "68656c7066756c06636c69656e7403706969047469657204676f6c6406686f73742f30016804626f6f6b1180b083c598"
        + "68ffffff0000010203040506070809fc0781010080e59a7794ebdc0380f985d40400018080bc8ac9d213080706050403"
        + "02010300000000000000010aa0f8fa05df04000000000000000500000000000000a01ff4033cff01010b000000000000"
        + "e83f0c010d03722d314bf92f3577b34da6a3ce929d0e0e473600f067aa0ba902b7010e0f0201d08603020000c03f0000"
        + "00c032e807ff03100504000000000000e03f000000000000f03f00000000000000400000000000000840000000000000"
        + "10400000000000001440000000000000184007c801ff011104000000000000f03f000000000000004000000000000008"
        + "40000000000000104000000000000014400000000000001840c09fab030397110f04ac0200000000000000d03f0402ab"
        + "0303722d31000000000000104002000000000000000105000f03722d311201";

    [Fact]
    public void Version_2_writes_these_bytes() => Assert.Equal(Golden, Convert.ToHexStringLower(Batches.Encode(Rows())));

    [Fact]
    public void Version_2_reads_these_bytes() =>
        Assert.Equal(Batches.Describe(Rows()), Batches.Decode(Convert.FromHexString(Golden)));

    private static List<object> Rows() =>
    [
        Inference(),
        new GpuSample
        {
            Component = ArbitraryTelemetry.Component,
            TimestampMs = 1_790_000_000_500,
            Source = TelemetrySource.RemoteWrite,
            Gpu = "host/0",
            Endpoint = "eu",
            Copy = "a",
            UtilizationRatio = 0.5,
            MemoryUsedMiB = 1,
            MemoryTotalMiB = 2,
            TemperatureC = 3,
            PowerW = 4,
            MemoryReservedMiB = 5,
            MemoryAllocatedMiB = 6,
        },
        new HostSample
        {
            Component = ArbitraryTelemetry.Component,
            TimestampMs = 1_790_000_000_600,
            Host = "h",
            Copy = "a",
            MemoryUsedMiB = 1,
            MemoryTotalMiB = 2,
            DiskReadMiBPerS = 3,
            DiskWriteMiBPerS = 4,
            NetworkReceiveMiBPerS = 5,
            NetworkTransmitMiBPerS = 6,
            ModelLoadMs = 7,
        },
        new EngineSample
        {
            Component = ArbitraryTelemetry.Component,
            TimestampMs = 1_789_999_999_500,
            Copy = "a",
            RequestsRunning = 300,
            RequestsWaiting = 0,
            KvCacheUsageRatio = 0.25,
        },
        new Feedback
        {
            Component = ArbitraryTelemetry.Component,
            TimestampMs = 1_789_999_999_501,
            RequestId = "r-1",
            Rating = 4,
            ThumbsUp = false,
            Accepted = true,
            UserHash = 2,
            ModelVersion = "v2",
        },
        new Outcome
        {
            Component = ArbitraryTelemetry.Component,
            TimestampMs = 1_789_999_999_501,
            Success = true,
            RequestId = "r-1",
            Task = "book",
            ModelVersion = "v2",
        },
    ];

    private static InferenceRecord Inference() => new()
    {
        Component = ArbitraryTelemetry.Component,
        TimestampMs = 1_790_000_000_000,
        Source = TelemetrySource.Spans,
        RequestId = "r-1",
        TraceId = "4bf92f3577b34da6a3ce929d0e0e4736",
        SpanId = "00f067aa0ba902b7",
        Endpoint = "eu",
        Tenant = "t",
        Model = "m",
        ModelVersion = "v2",
        PromptVersion = "p",
        Variant = "b",
        Copy = "a",
        PromptClass = "chat",
        FinishReason = "stop",
        ErrorType = "timeout",
        Labels = { new("tier", "gold") },
        InputTokens = 1020,
        OutputTokens = 129,
        CachedInputTokens = 0,
        OutputTokenIds = { 1, 50_000 },
        TtftMs = 250,
        TpotMs = 7.8125,
        TotalLatencyMs = 1250,
        QueueMs = 0,
        PrefillMs = 0.000001,
        DecodeMs = 86_400_000,
        Stages = { new("retrieve", 12.5) },
        UserHash = 0x0102030405060708,
        SessionHash = 3,
        PromptHash = 4,
        ResponseHash = 5,
        PromptChars = 4000,
        ResponseChars = 500,
        Refused = false,
        FormatOk = true,
        Scores = { new("helpful", 0.75, "client") },
        SafetyFlags = { "pii" },
        Embedding = { 1.5f, -2 },
    };
}
