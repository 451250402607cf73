using System.Net.Http.Json;
using System.Text.Json;
using Plimsoll.EndToEnd.Tests.Publishing;
using Plimsoll.Support;
using Plimsoll.Support.CloudWatch;

namespace Plimsoll.EndToEnd.Tests.Grafana;

/// <summary>
/// A CloudWatch that knows what a gateway published and what SageMaker publishes, and nothing else, answers every query of every
/// dashboard with data that change, for every component.
/// </summary>
public sealed class CloudWatchAnswerTests : IAsyncLifetime, IDisposable
{
    private const int MostMinutes = 20;

    private static readonly string[] s_components = ["chat", "search"];

    /// <summary>A comparison needs a season of weeks, which a young gateway has not; what it then publishes is tested beside the metric.</summary>
    private static readonly string[] s_later = ["drifting_signals"];

    /// <summary>What the judge takes is measured by a clock that stands still meanwhile.</summary>
    private static readonly string[] s_steady = ["quality_evaluation_latency"];

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("plimsoll-cloudwatch-dashboards-");
    private readonly ManualTimeProvider _time = new(new DateTimeOffset(2026, 11, 20, 12, 0, 30, TimeSpan.Zero));
    private FakeCloudWatch _service = null!;
    private readonly HttpClient _grafana = new();
    private ScoringJudge _judge = null!;
    private VirtualGateway _gateway = null!;
    private int _requests;

    public async Task InitializeAsync()
    {
        _service = new(_time);
        foreach (var component in s_components)
            SageMakerTraffic.Publish(_service.Metrics, component);
        _judge = await ScoringJudge.StartAsync();
        _gateway = await VirtualGateway.StartAsync($$"""
            cloudwatch: { region: us-east-1, endpoint: {{_service.Url}}, calls_per_second: 100, timeout: 2m, delay: 30s }
            judges: { stub: { kind: openai, model: m, base_url: "{{_judge.Url}}", timeout: 10m } }
            quality: { sample_rate: 1, judge: stub, packs: [standard, faithfulness, rag] }
            components:
              "*":
                reserved_gpus: 4
                capacity: { requests_per_second: 10 }
                price: { instance: ml.g5.12xlarge, output_per_million_tokens: 2 }

            """, _data.FullName, _time);
    }

    public async Task DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _judge.DisposeAsync();
        await _service.DisposeAsync();
        _data.Delete(recursive: true);
    }

    public void Dispose() => _grafana.Dispose();

    [Fact]
    public async Task Every_query_is_answered_with_changing_data_for_every_component()
    {
        var from = _time.GetUtcNow();
        IReadOnlyList<string> missing = ["nothing asked yet"];
        for (var minute = 0; minute < MostMinutes && missing.Count > 0; minute++)
        {
            await ServeAsync(minute);
            await _gateway.RunAsync(TimeSpan.FromMinutes(1));
            await Eventually.TrueAsync(() => _judge.IsIdle, "the judge has answered", TimeSpan.FromSeconds(60));
            if (minute >= 5)
                missing = [.. (await Task.WhenAll(s_components.Select(c => MissingAsync(c, from)))).SelectMany(m => m)];
        }

        Assert.Empty(missing);
        Assert.Empty(_service.Errors);
    }

    /// <summary>Another load each minute; from the fourth on all fails, which alerts.</summary>
    private async Task ServeAsync(int minute)
    {
        var now = _time.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (var component in s_components)
        {
            await _gateway.PostAsync("api/v1/records", [.. Enumerable.Range(0, 30 + 5 * minute).Select(i => Record(component, minute, i, now))]);
            await _gateway.PostAsync("api/v1/gpu", [.. Enumerable.Range(0, 1 + minute % 3).Select(i => new
            {
                component, gpu = $"gpu_{i}", timestamp = now, utilization_ratio = 0.3 + 0.02 * minute, memory_used_mib = 9_000 + 100 * minute, memory_total_mib = 24_000,
            })]);
            await _gateway.PostAsync("api/v1/engine", new { component, timestamp = now, requests_running = 3 + minute, requests_waiting = minute });
        }
        _requests += 30 + 5 * minute;
        foreach (var component in s_components)
            await _gateway.CountedAsync(component, _requests);
    }

    private object Record(string component, int minute, int i, long now)
    {
        var failed = minute is >= 3 and < 10;
        return new
        {
            component,
            endpoint = "endpoint-1",
            request_id = $"{component}-{_requests + i}",
            timestamp = now,
            input_tokens = 100 + 10 * minute + i,
            output_tokens = 50 + 5 * minute + i,
            ttft_ms = failed ? (int?)null : 100 + 7 * minute + i,
            tpot_ms = failed ? (int?)null : 20 + minute,
            total_latency_ms = 900 + 50 * minute + i,
            error_type = failed || i % 9 == 0 ? "timeout" : null,
            prompt = "How do I reset my router?",
            response = "Hold its button for ten seconds.",
            context = new[] { "The router resets when its button is held." },
        };
    }

    private async Task<IEnumerable<string>> MissingAsync(string component, DateTimeOffset from)
    {
        var targets = Dashboards.Targets("cloudwatch").Where(t => !s_later.Contains(Text(t.Target, "metricName"))).ToList();
        var series = await AskAsync([.. targets.Select((t, i) => Query(t.Target, component, i))], from);
        return targets.Zip(series).Where(asked => asked.Second.Distinct().Count() < (s_steady.Contains(Text(asked.First.Target, "metricName")) ? 1 : 2))
            .Select(asked => $"{asked.First.Panel}: {Text(asked.First.Target, "metricName")} {Text(asked.First.Target, "statistic")} of {component} is {string.Join(',', asked.Second.Distinct())}");
    }

    /// <summary>As Grafana's data source makes it of a target.</summary>
    private static object Query(JsonElement target, string component, int index)
    {
        string Filled(string text) => text.Replace("$component", component, StringComparison.Ordinal);
        var dimensions = target.GetProperty("dimensions").EnumerateObject().Select(d => (d.Name, Value: Filled(d.Value.GetString()!))).ToList();
        var (space, metric, stat, period) = (Filled(Text(target, "namespace")), Text(target, "metricName"), Text(target, "statistic"), int.Parse(Text(target, "period"), System.Globalization.CultureInfo.InvariantCulture));
        if (target.GetProperty("matchExact").GetBoolean())
            return new { Id = $"q{index}", MetricStat = new { Metric = new { Namespace = space, MetricName = metric, Dimensions = dimensions.Select(d => new { d.Name, d.Value }) }, Period = period, Stat = stat } };
        var terms = string.Join(' ', dimensions.Select(d => $"\"{d.Name}\"=\"{d.Value}\"").Prepend($"MetricName=\"{metric}\"").Prepend($"Namespace=\"{space}\""));
        return new { Id = $"q{index}", Expression = $"SEARCH('{terms}', '{stat}', {period})" };
    }

    private async Task<IReadOnlyList<IReadOnlyList<double>>> AskAsync(IReadOnlyList<object> queries, DateTimeOffset from)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _service.Url)
        {
            Content = JsonContent.Create(new { MetricDataQueries = queries, StartTime = from.ToUnixTimeSeconds() / 60 * 60, EndTime = _time.GetUtcNow().ToUnixTimeSeconds() }, options: JsonSerializerOptions.Default),
            Headers = { { "X-Amz-Target", "GraniteServiceVersion20100801.GetMetricData" } },
        };
        request.Headers.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 Credential=grafana");
        using var answer = await _grafana.SendAsync(request);
        var results = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("MetricDataResults").EnumerateArray();
        return [.. results.Select(r => r.GetProperty("Values").EnumerateArray().Select(v => v.GetDouble()).ToList())];
    }

    private static string Text(JsonElement target, string name) => target.GetProperty(name).GetString()!;
}
