using Plimsoll.Components.Views;

namespace Plimsoll.Gateway.Tests.WebConsole;

/// <summary>A fleet with something of everything: a full component, a failing, a silent and an idle one.</summary>
public static class CannedFleet
{
    public const string Full = "gpt-oss-20b";
    public const string Failing = "org/Qwen2.5-7B Instruct";

    public static CannedDirectory At(DateTimeOffset now) => new(
        new CannedComponent(FullView(now), (metric, at) => Value(metric, at, now)),
        new CannedComponent(Small(Failing, ComponentState.Failing, now, 3.1, 0.94), (metric, at) => Value(metric, at, now)),
        new CannedComponent(Small("llama-guard-3", ComponentState.Silent, now.AddMinutes(-11), 0, null)),
        new CannedComponent(Small("mistral-nightly-evaluation", ComponentState.Idle, now.AddHours(-31), 0, null)));

    public static ComponentView Small(string name, ComponentState state, DateTimeOffset lastSeen, double rate, double? errors) => new()
    {
        Summary = new ComponentSummary
        {
            Component = name,
            State = state,
            LastSeen = lastSeen,
            RequestsPerSecond = rate,
            ErrorRatio = errors,
            RequestsByMinute = [.. Enumerable.Range(0, 60).Select(i => (long)(rate * 60 * (1 + Math.Sin(i / 7.0) / 3)))],
        },
        From = lastSeen.AddHours(-24),
        To = lastSeen,
        ErrorsByType = errors is null ? new Dictionary<string, long>() : new Dictionary<string, long> { ["upstream_timeout"] = 412, ["rate_limited"] = 31 },
    };

    private static ComponentView FullView(DateTimeOffset now) => new()
    {
        Summary = new ComponentSummary
        {
            Component = Full,
            State = ComponentState.Active,
            Model = "openai/gpt-oss-20b",
            ModelVersion = "2026-10-01",
            Endpoint = "chat-eu-1",
            LastSeen = now.AddSeconds(-2),
            RequestsPerSecond = 41.27,
            ErrorRatio = 0.0042,
            TtftP95Ms = 412.4,
            TotalP95Ms = 8210,
            OutputTokensPerSecond = 11_482,
            GpuUtilizationRatio = 0.732,
            GpusUsed = 4,
            CostPerHour = 12.4,
            RequestsByMinute = [.. Enumerable.Range(0, 60).Select(i => (long)(2400 + 400 * Math.Sin(i / 9.0) + i * 37 % 110))],
        },
        From = now.AddHours(-24),
        To = now,
        Requests = 2_918_442,
        Errors = 11_204,
        InputTokens = 3_201_448_921,
        OutputTokens = 811_209_114,
        CachedInputTokens = 911_400_220,
        ErrorsByType = new Dictionary<string, long> { ["upstream_timeout"] = 9_120, ["context_length_exceeded"] = 2_084 },
        FinishReasons = new Dictionary<string, long> { ["stop"] = 2_610_000, ["length"] = 280_114, ["tool_calls"] = 17_124 },
        Quantiles = new Dictionary<string, DistributionView>
        {
            ["ttft_ms"] = new(2_907_238, 180.2, 31.4, 142.8, 301.1, 412.4, 905.7, 12_411),
            ["tpot_ms"] = new(2_907_238, 21.3, 8.2, 20.1, 28.8, 33.1, 48.9, 311),
            ["total_latency_ms"] = new(2_907_238, 5_210, 90, 4_611, 7_402, 8_210, 13_942, 121_400),
            ["queue_ms"] = new(2_907_238, 0.42, 0, 0.1, 0.9, 2.2, 14.1, 902),
            ["input_tokens"] = new(2_918_442, 1_097, 3, 812, 2_441, 4_083, 4_142, 7_437),
            ["output_tokens"] = new(2_918_442, 278, 1, 218, 451, 601, 1_012, 4_096),
            ["prompt_chars"] = new(2_918_442, 4_388, 12, 3_248, 9_764, 16_332, 16_568, 29_748),
            ["response_chars"] = new(2_907_238, 1_112, 0, 872, 1_804, 2_404, 4_048, 16_384),
            ["stage.retrieve"] = new(41_022, 38.4, 2.1, 31, 61, 83.5, 120, 411),
        },
        TokenWeightedLatencyMs = 7_904,
        RequestWeightedLatencyMs = 5_210,
        Engine = new EngineView(38, 2, 0.61, now.AddSeconds(-4)),
        Gpu = new GpuView(4, 0, 0.732, 0.88, 71, 2_410,
        [
            .. Enumerable.Range(0, 4).Select(i => new GpuReading($"node-1/{i}", $"copy-{i / 2}", 0.7 + i * 0.02, 70_400, 81_920, 66 + i, 600 + i, now.AddSeconds(-6), 0.04 * i)),
        ], 0.06),
        Hosts = new HostsView(0.41, 107_480, 1.2, 3.4, 12, 31,
            [new HostReading("node-1", null, 107_480, 262_144, 1.2, 3.4, 12, 31, now.AddSeconds(-9))],
            [new ModelLoadView("copy-0", 41_200, now.AddHours(-3), new(4, 43_000, 40_100, 42_000, 47_100, 47_100, 47_100, 47_100))]),
        Content = new ContentView(new(140_211, 98_400, 0.702), new(140_004, 138_100, 0.986), new(0.0131, 2_611_400), new(0.004, 2_907_238), new(0.967, 41_022)),
        Cost = new CostView(12.4, 288.14, 0.0719, 0.0000987, 3.32),
        Usage = new UsageView(1_204, 18_220, 2_014, 412_000, 4.2),
        Feedback = new FeedbackView(412, 4.31, 310, 41, 22, 190, 2, 1_204, 0.871),
        Breakdowns = new Dictionary<string, IReadOnlyList<BreakdownView>>
        {
            ["model_version"] = [new("2026-10-01", 2_800_000, 10_000, 3_100_000_000, 780_000_000, 410, 33, 8_190, now), new("2026-09-12", 118_442, 1_204, 101_448_921, 31_209_114, 612, 41, 9_940, now.AddHours(-9))],
            ["copy"] = [new("copy-0", 1_459_221, 5_602, 1_600_724_460, 405_604_557, 411, 33, 8_200, now), new("__other__", 12, 0, 1_400, 300, null, null, 800, now)],
        },
        Sources = [new("records", true, 2_918_442, 3_201_448_921, 811_209_114, now), new("scrape", false, 2_918_440, 3_201_440_000, 811_200_000, now.AddSeconds(-15))],
        DataQuality = new DataQualityView(Late: 212, FutureClamped: 3),
    };

    /// <summary>A day's wave with an incident 40 minutes ago, a gap of eight minutes and nothing for what is not measured.</summary>
    private static double? Value(string metric, DateTimeOffset at, DateTimeOffset now)
    {
        var age = (now - at).TotalMinutes;
        if (age is > 22 and < 30 || metric.StartsWith("queue_ms", StringComparison.Ordinal))
            return null;
        var wave = 1 + 0.4 * Math.Sin(at.ToUnixTimeSeconds() / 13_750.0) + 0.05 * Math.Sin(at.ToUnixTimeSeconds() / 311.0);
        var incident = age is > 38 and < 44 ? 3 : 1;
        return metric switch
        {
            "requests_per_second" => 40 * wave,
            "error_ratio" => incident == 3 ? 0.08 : 0.004 * wave,
            "output_tokens_per_second" => 11_400 * wave,
            "requests_running" => Math.Round(36 * wave),
            "requests_waiting" => incident == 3 ? 41 : 0,
            "kv_cache_usage_ratio" => 0.6 * wave,
            "gpu_utilization_ratio" => 0.7 * wave,
            "gpu_memory_utilization_ratio" => 0.88,
            "cost_per_hour" => 12.4,
            "host_memory_utilization_ratio" => 0.41,
            "prompt_diversity_ratio" => 0.9 - 0.1 * wave,
            "refusal_ratio" => 0.013 * wave,
            "input_tokens.p50" => 812 * wave,
            "input_tokens.p95" => 4_083,
            "output_tokens.p50" => 218,
            "output_tokens.p95" => 601 * wave,
            _ => Latency(metric) is { } latency ? latency * wave * incident : null,
        };
    }

    private static double? Latency(string metric) => metric switch
    {
        "ttft_ms.p50" => 142,
        "ttft_ms.p95" => 390,
        "ttft_ms.p99" => 780,
        "tpot_ms.p50" => 20,
        "tpot_ms.p95" => 33,
        "tpot_ms.p99" => 48,
        "total_latency_ms.p50" => 4_600,
        "total_latency_ms.p95" => 8_200,
        "total_latency_ms.p99" => 13_900,
        _ => null,
    };
}
