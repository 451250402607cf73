using System.Globalization;
using Plimsoll.Cli.Remote;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Plimsoll.Cli.Top;

/// <summary>Looks at the fleet again and again and shows it.</summary>
internal sealed class TopView(GatewayClient client, CliHost host)
{
    private const string Path = "api/v1/components";

    /// <summary>Lines of a terminal that are not rows: borders, heading, caption, state.</summary>
    private const int OtherLines = 8;

    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(bool once, TimeSpan interval, CancellationToken cancellation)
    {
        var first = await LookAsync(cancellation);
        if (first.Problem is { } problem)
        {
            await host.Error.WriteLineAsync(problem);
            return ExitCode.Failure;
        }
        try
        {
            if (once || host.Terminal is not { } terminal)
                await PlainAsync(first, once, interval, cancellation);
            else
                await terminal.Live(Picture(terminal, first)).AutoClear(false).StartAsync(live => KeepAsync(terminal, live, interval, cancellation));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Ctrl-C is how one leaves.
        }
        return ExitCode.Success;
    }

    private async Task PlainAsync(GatewayAnswer<FleetAnswer> answer, bool once, TimeSpan interval, CancellationToken cancellation)
    {
        while (true)
        {
            var lines = answer.Value is { } fleet ? FleetTable.Plain(FleetTable.Sort(fleet.Components)) : [answer.Problem!];
            foreach (var line in lines)
                await host.Out.WriteLineAsync(line);
            if (once)
                return;
            await host.Out.WriteLineAsync();
            await host.Out.FlushAsync(cancellation);
            await Task.Delay(interval, host.Time, cancellation);
            answer = await LookAsync(cancellation);
        }
    }

    private async Task KeepAsync(IAnsiConsole terminal, LiveDisplayContext live, TimeSpan interval, CancellationToken cancellation)
    {
        while (true)
        {
            await Task.Delay(interval, host.Time, cancellation);
            var answer = await LookAsync(cancellation);
            live.UpdateTarget(Picture(terminal, answer));
        }
    }

    private Task<GatewayAnswer<FleetAnswer>> LookAsync(CancellationToken cancellation) =>
        client.GetAsync(Path, GatewayJson.Default.FleetAnswer, cancellation);

    private Rows Picture(IAnsiConsole terminal, GatewayAnswer<FleetAnswer> answer)
    {
        var at = host.Time.GetUtcNow().ToString("HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
        if (answer.Value is not { } fleet)
            return new Rows(new Text($"{at}  {answer.Problem}", new Style(Color.Red)));
        IRenderable table = fleet.Components.Count == 0
            ? new Text("Nothing has been received yet.")
            : FleetTable.Rich(FleetTable.Sort(fleet.Components), Math.Max(1, terminal.Profile.Height - OtherLines), terminal.Profile.Width);
        return new Rows(new Text($"{at}  {fleet.Components.Count} components, Ctrl-C ends"), table);
    }
}
