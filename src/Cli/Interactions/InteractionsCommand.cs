using System.CommandLine;
using System.Globalization;
using Plimsoll.Cli.Remote;

namespace Plimsoll.Cli.Interactions;

/// <summary><c>plimsoll interactions</c>: the command line of <see cref="InteractionsQuery"/>.</summary>
internal static class InteractionsCommand
{
    private const string Details = """
        Requests of the gateway's interaction log, newest received first. Conditions add up. The log goes as far
        back as the gateway's journal (journal.retention, journal.max_bytes).

        Examples:
          plimsoll interactions --component chat --failed --since 1h
          plimsoll interactions --slow --component chat          slower than 95 in 100 of the component's requests
          plimsoll interactions --judged --since 2h --until 1h   the hour before the last
          plimsoll interactions --slow 5s --limit 500 --json | jq .request_id
          plimsoll interactions --request-id req-42 --to https://plimsoll.example --api-key-env PLIMSOLL_KEY

        Exit codes: 0 the log answered, even with nothing; 1 it did not; 2 wrong usage.
        """;

    private static readonly Option<Uri> To = CommonOptions.To();
    private static readonly Option<string?> ApiKeyEnv = CommonOptions.ApiKeyEnv("read");
    private static readonly Option<string?> Component = Text("--component", "NAME", "Requests that this component served");
    private static readonly Option<string?> RequestId = Text("--request-id", "ID", "The request with this id");
    private static readonly Option<string?> TraceId = Text("--trace-id", "ID", "Requests of this trace, 32 hexadecimal digits");
    private static readonly Option<string?> Session = Text("--session", "ID", "Requests of this session");
    private static readonly Option<bool> Failed = new("--failed") { Description = "Requests with an error" };
    private static readonly Option<bool> Flagged = new("--flagged") { Description = "Requests with safety flags" };

    private static readonly Option<bool> Judged = new("--judged") { Description = "Requests that a judge scored" };

    private static readonly Option<string?> Slow = new("--slow")
    {
        Description = "Requests slower than a time such as 800ms or 5s; without one, than the 95th percentile of their component",
        HelpName = "TIME",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<string?> Since = Ago("--since", "1h", "Requests that ended within this time");

    private static readonly Option<string?> Until = Ago("--until", "30m", "Requests that ended longer ago than this time");

    private static readonly Option<int?> Limit = CommonOptions.Parsed<int?>(
        "--limit", "N", "Most requests to show",
        text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n is >= 1 and <= 100_000 ? n : null,
        "a whole number from 1 to 100000");

    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object a line, with every field" };

    static InteractionsCommand() => Limit.DefaultValueFactory = _ => 50;

    public static Command Create(CliHost host)
    {
        var command = new DocumentedCommand("interactions", "Look requests up in the interaction log", Details)
        {
            Component, Failed, Slow, Flagged, Judged, Session, RequestId, TraceId, Since, Until, Limit, Json, To, ApiKeyEnv,
        };
        command.Validators.Add(result => CommonOptions.RequireVariable(result, ApiKeyEnv, host));
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = new GatewayClient(parsed.GetRequiredValue(To), CommonOptions.ApiKey(parsed, ApiKeyEnv, host));
            var output = new InteractionsOutput(host, parsed.GetValue(Json));
            return await new InteractionsQuery(client, host, output).RunAsync(Parameters(parsed), parsed.GetValue(Limit) ?? 50, cancellation);
        });
        return command;
    }

    private static Dictionary<string, string?> Parameters(ParseResult parsed) => new()
    {
        ["component"] = parsed.GetValue(Component),
        ["request_id"] = parsed.GetValue(RequestId),
        ["trace_id"] = parsed.GetValue(TraceId),
        ["session"] = parsed.GetValue(Session),
        ["failed"] = parsed.GetValue(Failed) ? "true" : null,
        ["flagged"] = parsed.GetValue(Flagged) ? "true" : null,
        ["judged"] = parsed.GetValue(Judged) ? "true" : null,
        ["slow"] = parsed.GetResult(Slow) is null ? null : parsed.GetValue(Slow) ?? "true",
        ["from"] = parsed.GetValue(Since) is { } since ? "-" + since : null,
        ["to"] = parsed.GetValue(Until) is { } until ? "-" + until : null,
    };

    private static Option<string?> Ago(string name, string helpName, string description) => CommonOptions.Parsed<string?>(
        name, helpName, description, text => CommonOptions.ParseDuration(text) is null ? null : text, "a time such as 30m or 1h");

    private static Option<string?> Text(string name, string helpName, string description) =>
        new(name) { Description = description, HelpName = helpName };
}
