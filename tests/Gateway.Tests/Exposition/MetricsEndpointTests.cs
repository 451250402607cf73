using System.Diagnostics;
using Plimsoll.Components.Views;
using Plimsoll.Gateway.Exposition;
using Plimsoll.Gateway.Tests.Query;
using Plimsoll.Support;

namespace Plimsoll.Gateway.Tests.Exposition;

public sealed class MetricsEndpointTests
{
    [Fact]
    public async Task Every_metric_of_a_component_is_exposed_under_its_name()
    {
        var text = await ScrapeAsync("text/plain", Component("chat"));
        foreach (var line in new[]
        {
            "plimsoll_component_info{component=\"chat\",model_version=\"v2\"} 1",
            "plimsoll_requests_total{component=\"chat\"} 12",
            "plimsoll_request_errors_total{component=\"chat\",error_type=\"timeout\"} 2",
            "plimsoll_input_tokens_total{component=\"chat\"} 1000",
            "plimsoll_output_tokens_total{component=\"chat\"} 2000",
            "plimsoll_cost_dollars_total{component=\"chat\"} 0.125",
            "plimsoll_gpu_utilization_ratio{component=\"chat\"} 0.5",
            "plimsoll_gpu_memory_utilization_ratio{component=\"chat\"} 0.75",
            "plimsoll_gpus{component=\"chat\",state=\"used\"} 3",
            "plimsoll_gpus{component=\"chat\",state=\"free\"} 1",
            "plimsoll_requests_running{component=\"chat\"} 4",
            "plimsoll_requests_waiting{component=\"chat\"} 0",
            "plimsoll_kv_cache_usage_ratio{component=\"chat\"} 0.3",
            "plimsoll_cost_dollars_per_hour{component=\"chat\"} 7.5",
            "plimsoll_ttft_seconds_bucket{component=\"chat\",le=\"0.5\"} 10",
            "plimsoll_ttft_seconds_count{component=\"chat\"} 10",
            "plimsoll_ttft_seconds_sum{component=\"chat\"} 4.5",
            "plimsoll_tpot_seconds_count{component=\"chat\"} 10",
            "plimsoll_request_duration_seconds_count{component=\"chat\"} 10",
            "plimsoll_request_input_tokens_count{component=\"chat\"} 10",
            "plimsoll_request_output_tokens_bucket{component=\"chat\",le=\"+Inf\"} 10",
        })
            Assert.Contains(line, text.Split('\n'));
    }

    [Fact]
    public async Task What_was_not_measured_is_not_exposed()
    {
        var text = await ScrapeAsync("text/plain", new FakeComponent { View = Canned.Empty("new").View });
        Assert.Contains("plimsoll_requests_total{component=\"new\"} 0", text, StringComparison.Ordinal);
        Assert.DoesNotContain("plimsoll_gpu_utilization_ratio{", text, StringComparison.Ordinal);
        Assert.DoesNotContain("plimsoll_ttft_seconds_count{", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenMetrics_ends_with_its_mark_and_keeps_families_together()
    {
        var text = await ScrapeAsync("application/openmetrics-text; version=1.0.0", Component("a"), Component("b"));
        Assert.EndsWith("\n# EOF\n", text, StringComparison.Ordinal);
        Assert.Contains("# TYPE plimsoll_ttft_seconds histogram\n# UNIT plimsoll_ttft_seconds seconds\n", text, StringComparison.Ordinal);
        Assert.Contains("# TYPE plimsoll_component info\n", text, StringComparison.Ordinal);
        var names = text.Split('\n').Where(l => l.StartsWith("# TYPE", StringComparison.Ordinal)).ToList();
        Assert.Equal(names.Distinct(), names);
    }

    [Fact]
    public async Task A_fleet_beyond_the_bound_loses_those_seen_longest_ago_and_says_so()
    {
        var fleet = Enumerable.Range(0, ComponentExposition.MaxComponents + 3)
            .Select(i => new FakeComponent { View = Canned.Empty($"c{i}").View with { Summary = new ComponentSummary { Component = $"c{i}", State = ComponentState.Idle, LastSeen = QueryHost.Now.AddMinutes(i) } } });
        var text = await ScrapeAsync("text/plain", [.. fleet]);
        Assert.Contains("plimsoll_gateway_exposition_components_left_out 3\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("{component=\"c2\"}", text, StringComparison.Ordinal);
        Assert.Contains("{component=\"c3\"}", text, StringComparison.Ordinal);
    }

    [ToolFact("promtool")]
    public async Task Promtool_finds_nothing_to_criticise()
    {
        var text = await ScrapeAsync("text/plain", Component("chat"), Component("odd \"name\"\\"));
        using var promtool = Process.Start(new ProcessStartInfo("promtool", ["check", "metrics"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = promtool.StandardOutput.ReadToEndAsync();
        var errors = promtool.StandardError.ReadToEndAsync();
        await promtool.StandardInput.WriteAsync(text);
        promtool.StandardInput.Close();
        await promtool.WaitForExitAsync();
        Assert.Equal((0, "", ""), (promtool.ExitCode, await output, await errors));
    }

    private static async Task<string> ScrapeAsync(string accept, params FakeComponent[] components)
    {
        await using var host = await QueryHost.StartAsync(components);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using var response = await host.Client.SendAsync(request);
        Assert.Equal(accept.Split(';')[0], response.Content.Headers.ContentType?.MediaType);
        return await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    internal static FakeComponent Component(string name)
    {
        // Index −70 at scale 6 lies just below 0.5.
        var sketch = new HistogramView(6, -70, [10], 0, 10, 4.5);
        return new FakeComponent
        {
            View = Canned.Busy(name).View,
            Metrics = new ComponentMetrics
            {
                Component = name,
                ModelVersion = "v2",
                Requests = 12,
                ErrorsByType = new Dictionary<string, long> { ["timeout"] = 2 },
                InputTokens = 1000,
                OutputTokens = 2000,
                CostDollars = 0.125,
                Histograms = ComponentFamilies.Histograms.ToDictionary(h => h.Key, _ => sketch),
                GpuUtilizationRatio = 0.5,
                GpuMemoryUtilizationRatio = 0.75,
                GpusUsed = 3,
                GpusFree = 1,
                RequestsRunning = 4,
                RequestsWaiting = 0,
                KvCacheUsageRatio = 0.3,
                CostDollarsPerHour = 7.5,
            },
        };
    }
}
