using Plimsoll.Alerting.Evaluation;
using Plimsoll.Alerting.Rules;
using Plimsoll.Cli.Remote;
using Plimsoll.Configuration.Alerts;

namespace Plimsoll.Cli.Rules;

/// <summary>Tries the rules of a file on the series of a gateway.</summary>
internal sealed class BacktestRun(GatewayClient client, CliHost host, string? component, string since)
{
    public async Task<int> RunAsync(FileInfo file, CancellationToken cancellation)
    {
        var read = RulesReader.Read(await File.ReadAllTextAsync(file.FullName, cancellation));
        foreach (var error in read.Errors)
            await host.Error.WriteLineAsync($"{file}:{error.Line}:{error.Column}: {error.Path}: {error.Message}");
        if (read.Errors.Count > 0)
            return ExitCode.Failure;
        foreach (var rule in read.Rules)
        {
            if (await TryAsync(rule, cancellation) is { } problem)
            {
                await host.Error.WriteLineAsync($"{rule.Name}: {problem}");
                return ExitCode.Failure;
            }
        }
        return ExitCode.Success;
    }

    /// <summary>Null, or why the gateway did not answer.</summary>
    private async Task<string?> TryAsync(AlertRule rule, CancellationToken cancellation)
    {
        if (Backtest.WithoutHistory(rule).FirstOrDefault() is { } unkept)
        {
            await host.Out.WriteLineAsync($"{rule.Name}: cannot be tried on history: {unkept} has no series");
            return null;
        }
        var metrics = string.Concat(Backtest.Metrics(rule).Select(m => $"&metric={Uri.EscapeDataString(m)}"));
        var only = component is null ? "" : $"&component={Uri.EscapeDataString(component)}";
        var answer = await client.GetAsync($"api/v1/series?step=1m&from=-{since}{metrics}{only}", GatewayJson.Default.SeriesHistory, cancellation);
        if (answer.Value is not { } history)
            return answer.Problem;
        foreach (var one in history.Series.GroupBy(s => s.Component).Where(g => rule.AppliesTo(g.Key)))
            await ShowAsync(rule, one.Key, one.ToDictionary(s => s.Metric, s => (IReadOnlyList<double?>)[.. s.Points.Select(p => p.Value)]), history.From);
        return null;
    }

    private async Task ShowAsync(AlertRule rule, string name, IReadOnlyDictionary<string, IReadOnlyList<double?>> minutes, DateTimeOffset from)
    {
        var firings = Backtest.Run(rule, minutes, from);
        var end = from.AddMinutes(minutes.Values.Min(m => m.Count));
        var often = firings.Count switch
        {
            0 => Backtest.IsMeasured(rule, minutes) ? "never" : "nothing was measured",
            1 => "once",
            var n => $"{n} times, {firings.Sum(f => ((f.Until ?? end) - f.From).TotalMinutes):0} min together,",
        };
        await host.Out.WriteLineAsync($"{rule.Name} on {name}: {often} in {since}");
        foreach (var firing in firings)
        {
            var until = firing.Until is { } over ? $"{over:HH:mm}Z, {(over - firing.From).TotalMinutes:0} min" : "now";
            await host.Out.WriteLineAsync($"  {firing.Priority} {firing.From:yyyy-MM-dd HH:mm}Z to {until}");
        }
    }
}
