using System.CommandLine;
using Plimsoll.Cli.Remote;

namespace Plimsoll.Cli.Rules;

/// <summary><c>plimsoll rules backtest FILE</c>: the command line of <see cref="BacktestRun"/>.</summary>
internal static class BacktestCommand
{
    private const string Details = """
        Tries the alert rules of a file on the one-minute series that a gateway has, and says when each would have
        fired, how often and for how long. Rules on burn rates, anomalies, drift and single requests need what is
        not kept as a series, and are named. 'over 5m' is taken as the median of the minutes. Of a whole plimsoll.yaml
        the rules under alerts are tried, and the built-in ones that alerts.notify names.

        Examples:
          plimsoll rules backtest alerts.yaml
          plimsoll rules backtest alerts.yaml --since 6h --component support-chat

        Exit codes: 0 the rules were tried, 1 the file or the gateway has a fault, 2 wrong usage.
        """;

    private static readonly TimeSpan s_most = TimeSpan.FromHours(24);

    public static Command Create(CliHost host)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The file of alert rules, or a plimsoll.yaml" }.AcceptExistingOnly();
        var since = CommonOptions.Parsed<string?>(
            "--since", "24h", "How far back", text => CommonOptions.ParseDuration(text) is { } time && time <= s_most ? text : null, "a time of at most 24h, such as 6h");
        since.DefaultValueFactory = _ => "24h";
        var component = new Option<string?>("--component") { Description = "Of this component alone", HelpName = "NAME" };
        var (to, key) = (CommonOptions.To(), CommonOptions.ApiKeyEnv("read"));
        var backtest = new DocumentedCommand("backtest", "Try alert rules on history", Details) { file, since, component, to, key };
        backtest.Validators.Add(result => CommonOptions.RequireVariable(result, key, host));
        backtest.SetAction(async (parsed, cancellation) =>
        {
            using var client = new GatewayClient(parsed.GetRequiredValue(to), CommonOptions.ApiKey(parsed, key, host));
            var run = new BacktestRun(client, host, parsed.GetValue(component), parsed.GetValue(since)!);
            return await run.RunAsync(parsed.GetRequiredValue(file), cancellation);
        });
        return new Command("rules", "Work on alert rules") { backtest };
    }
}
