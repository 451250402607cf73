using System.CommandLine;
using Plimsoll.Cli.Remote;

namespace Plimsoll.Cli.Readiness;

/// <summary><c>plimsoll ready</c>: for what starts and watches containers, in an image that has no shell.</summary>
internal static class ReadyCommand
{
    private const string Details = """
        Asks /readyz, which needs no API key: a process that has recovered and takes traffic is ready.

        Examples:
          plimsoll ready
          plimsoll ready --to http://127.0.0.1:8080

        Exit codes: 0 ready, 1 not ready or no answer within five seconds, 2 wrong usage.
        """;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);
    private static readonly Option<Uri> To = CommonOptions.To();

    public static Command Create(CliHost host)
    {
        var command = new DocumentedCommand("ready", "Ask whether a gateway or silo is ready", Details) { To };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetRequiredValue(To), host, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(Uri target, CliHost host, CancellationToken cancellation)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { BaseAddress = target, Timeout = Deadline };
        try
        {
            using var answer = await http.GetAsync(new Uri("readyz", UriKind.Relative), cancellation);
            if (answer.IsSuccessStatusCode)
                return ExitCode.Success;
            await host.Error.WriteLineAsync($"plimsoll: {target} is not ready: status {(int)answer.StatusCode}");
        }
        catch (Exception trouble) when (trouble is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            await host.Error.WriteLineAsync($"plimsoll: {target} does not answer: {trouble.Message}");
        }
        return ExitCode.Failure;
    }
}
