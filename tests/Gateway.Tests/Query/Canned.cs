using Plimsoll.Components.Views;

namespace Plimsoll.Gateway.Tests.Query;

/// <summary>Views with every field set, and one that holds nothing.</summary>
internal static class Canned
{
    public static FakeComponent Busy(string name = "chat", string? endpoint = "eu-1") => new() { View = BusyView(name, endpoint) };

    public static FakeComponent Empty(string name = "new") => new()
    {
        View = new ComponentView
        {
            Summary = new ComponentSummary { Component = name, State = ComponentState.Idle },
            From = QueryHost.Now,
            To = QueryHost.Now,
        },
    };

    private static ComponentView BusyView(string name, string? endpoint) => new()
    {
        Summary = new ComponentSummary
        {
            Component = name,
            Endpoint = endpoint,
            Model = "gpt-oss-20b",
            ModelVersion = "2026-11",
            State = ComponentState.Active,
            StateSince = QueryHost.Now.AddHours(-1),
            LastSeen = QueryHost.Now,
            RequestsPerSecond = 2,
            ErrorRatio = 0.25,
            TtftP95Ms = 300,
            TotalP95Ms = 4000,
            OutputTokensPerSecond = 120,
            GpuUtilizationRatio = 0.5,
            GpusUsed = 3,
            CapacityUsedRatio = 0.4,
            CostPerHour = 7.5,
            RequestsByMinute = [100, 20],
        },
        From = QueryHost.Now.AddHours(-1),
        To = QueryHost.Now,
        Requests = 120,
        Errors = 30,
        InputTokens = 1000,
        OutputTokens = 2000,
        CachedInputTokens = 300,
        ErrorsByType = new Dictionary<string, long> { ["timeout"] = 30 },
        FinishReasons = new Dictionary<string, long> { ["stop"] = 90 },
        Quantiles = new Dictionary<string, DistributionView> { ["input_tokens"] = new(120, 8.5, 1, 7, 20, 25, 40, 55) },
        TokenWeightedLatencyMs = 900,
        RequestWeightedLatencyMs = 700,
        Engine = new EngineView(4, 1, 0.6, QueryHost.Now),
        Gpu = new GpuView(3, 1, 0.5, 0.7, 71, 900, [new GpuReading("host/0", "copy-0", 0.5, 40_000, 80_000, 71, 300, QueryHost.Now, 0.1)], 0.1),
        Hosts = new HostsView(0.5, 1000, 1, 2, 3, 4,
            [new HostReading("node-1", "copy-0", 1000, 2000, 1, 2, 3, 4, QueryHost.Now)],
            [new ModelLoadView("copy-0", 41_000, QueryHost.Now, new(1, 41_000, 41_000, 41_000, 41_000, 41_000, 41_000, 41_000))]),
        Content = new ContentView(new(40, 10, 0.25), new(40, 30, 0.75), new(0.02, 40), new(0.01, 100), new(0.9, 10)),
        Cost = new CostView(7.5, 150, 3, 0.01, 3.75),
        Usage = new UsageView(10, 40, 12, 60_000, 3),
        Feedback = new FeedbackView(5, 4.2, 3, 1, 2, 4, 1, 9, 0.8),
        Breakdowns = new Dictionary<string, IReadOnlyList<BreakdownView>>
        {
            ["variant"] = [new("a", 120, 30, 1000, 2000, 300, 20, 4000, QueryHost.Now)],
        },
        Sources = [new SourceView("records", true, 120, 1000, 2000, QueryHost.Now)],
        DataQuality = new DataQualityView(1, 2, 3, 4, 5, 6),
        Rollout = new("model_version", "v1", "v2", "rolled_back", "guardrail:errors", 0, QueryHost.Now, [new("errors", 512, 200)]),
        StateChanges = [new(QueryHost.Now.AddHours(-1), ComponentState.Silent, ComponentState.Active, "requests_resumed")],
    };
}
