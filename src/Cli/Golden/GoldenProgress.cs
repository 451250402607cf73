using Spectre.Console;

namespace Plimsoll.Cli.Golden;

/// <summary>A bar with the time left on a terminal; nothing where the output is piped.</summary>
internal static class GoldenProgress
{
    /// <param name="what">Of which there are so many.</param>
    /// <param name="work">Is handed what to tell how many are done; from several threads.</param>
    public static Task RunAsync(CliHost host, string what, int total, Func<Action<int>, Task> work) => host.Terminal is not { } terminal
        ? work(_ => { })
        : terminal.Progress()
            .Columns(new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context =>
            {
                var task = context.AddTask(what, maxValue: total);
                return work(_ => task.Increment(1));
            });
}
