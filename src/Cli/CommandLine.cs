using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Plimsoll.Cli.Baselines;
using Plimsoll.Cli.Checking;
using Plimsoll.Cli.Comparing;
using Plimsoll.Cli.Detection;
using Plimsoll.Cli.Erasing;
using Plimsoll.Cli.Golden;
using Plimsoll.Cli.Interactions;
using Plimsoll.Cli.Migrating;
using Plimsoll.Cli.Readiness;
using Plimsoll.Cli.Replay;
using Plimsoll.Cli.Reports;
using Plimsoll.Cli.Rules;
using Plimsoll.Cli.Top;

namespace Plimsoll.Cli;

/// <summary>The commands of <c>plimsoll</c>.</summary>
public static class CommandLine
{
    private const string Description = """
        Plimsoll: observability for large language models in production.

        Examples:
          plimsoll top
          plimsoll interactions --component chat --failed --since 1h
          plimsoll compare v1 v2 --component chat --fail-if-worse
          plimsoll golden run set.jsonl --endpoint http://127.0.0.1:8000/v1 --model chat
          plimsoll check plimsoll.yaml
          plimsoll detect latency.csv
          plimsoll report compliance --from 2026-07-01 --to 2026-09-30
          plimsoll replay trace.csv --format azure --component chat
          plimsoll reset-baseline support-chat --reason "new retrieval"
          plimsoll erase --user 4711
          plimsoll migrate --data ./data --config cluster.yaml
        """;

    /// <returns>The process's exit code.</returns>
    public static async Task<int> RunAsync(string[] args, CliHost host, CancellationToken cancellation = default)
    {
        var root = new RootCommand(Description)
        {
            TopCommand.Create(host), InteractionsCommand.Create(host), CompareCommand.Create(host), GoldenCommand.Create(host), EraseCommand.Create(host), ReplayCommand.Create(host), CheckCommand.Create(host), BacktestCommand.Create(host),
            DetectCommand.Create(host), ReportCommand.Create(host), MigrateCommand.Create(host), ResetBaselineCommand.Create(host), ReadyCommand.Create(host),
        };
        foreach (var help in root.Options.OfType<HelpOption>())
            help.Action = new DetailedHelp((HelpAction)help.Action!);
        var parsed = root.Parse(args);
        var wrong = parsed.Action as ParseErrorAction;
        wrong?.ShowHelp = false;
        var configuration = new InvocationConfiguration
        {
            Output = host.Out,
            Error = host.Error,
            ProcessTerminationTimeout = TimeSpan.FromSeconds(5),
        };
        var code = await parsed.InvokeAsync(configuration, cancellation);
        if (wrong is null)
            return code;
        await host.Error.WriteLineAsync("--help shows the usage and examples.");
        return ExitCode.Usage;
    }
}
