using System.CommandLine;
using Plimsoll.Cli.Remote;

namespace Plimsoll.Cli.Top;

/// <summary><c>plimsoll top</c>: the fleet in the terminal.</summary>
internal static class TopCommand
{
    private const string Details = """
        One row per component, what needs attention first: failing, silent, then by errors and traffic. Rates and
        quantiles are over the last five minutes; USED is throughput against the configured capacity. On a terminal
        the table stays in place, with as many columns as there is room for, and Ctrl-C ends it; through a pipe a
        plain table is written each time.

        Examples:
          plimsoll top
          plimsoll top --once | sort -k3 -r
          plimsoll top --interval 5s --to https://plimsoll.example --api-key-env PLIMSOLL_KEY

        Exit codes: 0 ended by the user, or shown with --once; 1 the gateway did not answer; 2 wrong usage.
        """;

    private static readonly Option<Uri> To = CommonOptions.To();
    private static readonly Option<string?> ApiKeyEnv = CommonOptions.ApiKeyEnv("read");

    private static readonly Option<TimeSpan?> Interval = CommonOptions.Parsed(
        "--interval", "2s", "Time between two looks", CommonOptions.ParseDuration, "a time such as 2s or 1m");

    private static readonly Option<bool> Once = new("--once") { Description = "Look once and end" };

    static TopCommand() => Interval.DefaultValueFactory = _ => TimeSpan.FromSeconds(2);

    public static Command Create(CliHost host)
    {
        var command = new DocumentedCommand("top", "Show the fleet as a live table", Details) { To, ApiKeyEnv, Interval, Once };
        command.Validators.Add(result => CommonOptions.RequireVariable(result, ApiKeyEnv, host));
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = new GatewayClient(parsed.GetRequiredValue(To), CommonOptions.ApiKey(parsed, ApiKeyEnv, host));
            return await new TopView(client, host).RunAsync(parsed.GetValue(Once), parsed.GetValue(Interval)!.Value, cancellation);
        });
        return command;
    }
}
