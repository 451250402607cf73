using Plimsoll.EndToEnd.Tests.Durability;
using Plimsoll.Support;

namespace Plimsoll.EndToEnd.Tests.Grafana;

/// <summary>A real Prometheus that scrapes the demo answers every expression of every dashboard, for every component that it should.</summary>
public sealed class DashboardAnswerTests : IDisposable
{
    private const string Range = "15s";

    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(180);

    /// <summary>What a demo of a minute does not have: weeks before it, and people who judge.</summary>
    private static readonly string[] s_needMore = ["plimsoll_drift_score", "plimsoll_judge_agreement_alpha"];

    private readonly DirectoryInfo _work = Directory.CreateTempSubdirectory("plimsoll-dashboards-");

    [ToolFact("prometheus")]
    public async Task Every_expression_is_answered_for_every_component_under_load()
    {
        await using var model = await AnsweringModel.StartAsync();
        await using var gateway = new GatewayProcess(
            Path.Combine(_work.FullName, "data"), new Dictionary<string, string>(), "--demo", "--config", await GoldenSetsAsync(model));
        await gateway.StartAsync();
        await using var prometheus = PrometheusServer.Start(_work.FullName, $$"""
            scrape_configs:
              - job_name: plimsoll
                static_configs:
                  - targets: ["{{gateway.Address.Authority}}"]
            """);
        var components = await ComponentsAsync(prometheus);
        var asked = Dashboards.Expressions(Range).Where(e => !s_needMore.Any(m => e.Expression.Contains(m, StringComparison.Ordinal)))
            .Select(e => new AskedExpression(e.Panel, e.Expression)).ToList();

        using var deadline = new CancellationTokenSource(s_deadline);
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1), TimeProvider.System);
        do
        {
            foreach (var expression in asked.Where(a => a.Trouble is not null))
                expression.Take(await prometheus.AskAsync(expression.Expression), components);
        }
        while (asked.Exists(a => a.Trouble is not null) && !deadline.IsCancellationRequested && await pace.WaitForNextTickAsync(CancellationToken.None));
        Assert.Empty(asked.Select(a => a.Trouble).OfType<string>());
    }

    public void Dispose() => _work.Delete(recursive: true);

    /// <summary>A golden set for each component of the demo.</summary>
    private async Task<string> GoldenSetsAsync(AnsweringModel model)
    {
        var questions = Path.Combine(_work.FullName, "questions.jsonl");
        await File.WriteAllTextAsync(questions, $$"""{"id":"capital","prompt":"What is the capital of France?","answer":"{{AnsweringModel.Answer}}"}""");
        var file = Path.Combine(_work.FullName, "plimsoll.yaml");
        await File.WriteAllTextAsync(file, $$"""
            golden:
              one: { component: gpt-oss-20b, file: {{questions}}, endpoint: "{{model.Endpoint}}", model: chat, every: 10m }
              two: { component: Qwen2.5-7B-Instruct, file: {{questions}}, endpoint: "{{model.Endpoint}}", model: chat, every: 10m }
            """);
        return file;
    }

    private static async Task<IReadOnlyCollection<string>> ComponentsAsync(PrometheusServer prometheus)
    {
        IReadOnlyCollection<string> components = [];
        await Eventually.TrueAsync(
            async () => (components = AskedExpression.ComponentsOf(await prometheus.AskAsync("plimsoll_requests_total"))).Count > 1,
            "a scrape of the demo's components", TimeSpan.FromSeconds(60));
        return components;
    }
}
