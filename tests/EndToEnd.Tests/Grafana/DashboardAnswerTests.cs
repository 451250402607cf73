using System.Text.Json;
using Plimsoll.EndToEnd.Tests.Durability;
using Plimsoll.Support;

namespace Plimsoll.EndToEnd.Tests.Grafana;

/// <summary>A real Prometheus that scrapes the demo answers every expression of every dashboard, for every component that it should.</summary>
public sealed class DashboardAnswerTests : IDisposable
{
    private const string Range = "15s";

    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(120);

    private readonly DirectoryInfo _work = Directory.CreateTempSubdirectory("plimsoll-dashboards-");

    [ToolFact("prometheus")]
    public async Task Every_expression_is_answered_for_every_component_under_load()
    {
        await using var gateway = new GatewayProcess(Path.Combine(_work.FullName, "data"), new Dictionary<string, string>(), "--demo");
        await gateway.StartAsync();
        await using var prometheus = PrometheusServer.Start(_work.FullName, $$"""
            scrape_configs:
              - job_name: plimsoll
                static_configs:
                  - targets: ["{{gateway.Address.Authority}}"]
            """);
        var components = await ComponentsAsync(prometheus);

        IReadOnlyList<string> unanswered = [];
        using var deadline = new CancellationTokenSource(s_deadline);
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1), TimeProvider.System);
        do
        {
            var answers = await Task.WhenAll(Dashboards.Expressions(Range).Select(e => MissingAsync(prometheus, e, components)));
            unanswered = [.. answers.OfType<string>()];
        }
        while (unanswered.Count > 0 && !deadline.IsCancellationRequested && await pace.WaitForNextTickAsync(CancellationToken.None));
        Assert.Empty(unanswered);
    }

    public void Dispose() => _work.Delete(recursive: true);

    private static async Task<IReadOnlyCollection<string>> ComponentsAsync(PrometheusServer prometheus)
    {
        IReadOnlyCollection<string> components = [];
        await Eventually.TrueAsync(async () => (components = ComponentsOf(await prometheus.AskAsync("plimsoll_requests_total"))).Count > 1, "a scrape of the demo's components");
        return components;
    }

    /// <summary>Null when there is an answer, and where it is by component one for each.</summary>
    private static async Task<string?> MissingAsync(PrometheusServer prometheus, (string Panel, string Expression) asked, IReadOnlyCollection<string> components) =>
        Missing(await prometheus.AskAsync(asked.Expression), components) is { } missing ? $"{asked.Panel}: {missing}: {asked.Expression}" : null;

    private static string? Missing(IReadOnlyList<JsonElement> answer, IReadOnlyCollection<string> components)
    {
        if (answer.Count == 0)
            return "no answer";
        var answered = ComponentsOf(answer);
        return answered.Count == 0 || answered.Count == components.Count ? null : $"no answer for {string.Join(", ", components.Except(answered))}";
    }

    private static IReadOnlyCollection<string> ComponentsOf(IReadOnlyList<JsonElement> answer) =>
        [.. answer.Select(r => r.GetProperty("metric").TryGetProperty("component", out var c) ? c.GetString() : null).OfType<string>().Distinct()];
}
