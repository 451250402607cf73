using Spectre.Console;

namespace Plimsoll.Cli.Replay.Progress;

/// <summary>A bar with rate and time left on a terminal, plain lines where the output is piped.</summary>
internal static class ReplayProgress
{
    public static Task RunAsync(CliHost host, long total, Func<IReplayProgress, Task> work) =>
        host.Terminal is not { } terminal
            ? work(new PlainProgress(host.Out, total, host.Time))
            : terminal.Progress()
                .Columns(new ProgressBarColumn(), new PercentageColumn(), new RateColumn(), new RemainingTimeColumn())
                .StartAsync(context => work(new TerminalProgress(terminal, context.AddTask("replay", maxValue: total))));
}
