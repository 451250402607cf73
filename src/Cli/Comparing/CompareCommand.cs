using System.CommandLine;
using Plimsoll.Cli.Remote;

namespace Plimsoll.Cli.Comparing;

/// <summary><c>plimsoll compare A B</c>: whether B is worse than A.</summary>
internal static class CompareCommand
{
    private const string Details = """
        Whether B is worse than A in errors, time to the first token, total latency, cost and quality, each in words that
        stay true however often one looks: worse by so much, not worse within a margin, or undecided. A and B are
        components, or with --component two versions (or variants, or copies) of one. A difference within the margin
        (1 point of errors, 5% of latency and cost, 0.02 of a score) is not called worse.

        Examples:
          plimsoll compare v1 v2 --component chat
          plimsoll compare control canary --component chat --by variant --fail-if-worse
          plimsoll compare chat-eu chat-us --json

        Exit codes: 0 compared, 1 B is worse and --fail-if-worse was given, or the gateway did not answer; 2 wrong usage.
        """;

    private static readonly Argument<string> A = new("A") { Description = "What B is measured against" };
    private static readonly Argument<string> B = new("B") { Description = "What is in question, such as the new version" };
    private static readonly Option<string?> Component = new("--component") { Description = "The component that A and B are parts of", HelpName = "NAME" };

    private static readonly Option<string?> By = new("--by") { Description = "What A and B are: model_version (where nothing is said), variant or copy", HelpName = "DIMENSION" };

    private static readonly Option<bool> FailIfWorse = new("--fail-if-worse") { Description = "Exit with 1 when B is worse in anything beyond its margin" };
    private static readonly Option<bool> Json = new("--json") { Description = "The gateway's answer as it is" };
    private static readonly Option<Uri> To = CommonOptions.To();
    private static readonly Option<string?> ApiKeyEnv = CommonOptions.ApiKeyEnv("read");

    static CompareCommand() => By.AcceptOnlyFromAmong("model_version", "variant", "copy");

    public static Command Create(CliHost host)
    {
        var command = new DocumentedCommand("compare", "Say whether one version, variant or component is worse than another", Details)
        {
            A, B, Component, By, FailIfWorse, Json, To, ApiKeyEnv,
        };
        command.Validators.Add(result => CommonOptions.RequireVariable(result, ApiKeyEnv, host));
        command.SetAction((parsed, cancellation) => RunAsync(parsed, host, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CliHost host, CancellationToken cancellation)
    {
        using var client = new GatewayClient(parsed.GetRequiredValue(To), CommonOptions.ApiKey(parsed, ApiKeyEnv, host));
        var answer = await client.GetAsync(Path(parsed), GatewayJson.Default.ComparisonAnswer, cancellation);
        if (answer.Value is not { } comparison)
        {
            await host.Error.WriteLineAsync(answer.Problem);
            return ExitCode.Failure;
        }
        foreach (var line in ComparisonOutput.Lines(comparison, parsed.GetValue(Json)))
            await host.Out.WriteLineAsync(line);
        return parsed.GetValue(FailIfWorse) && comparison.IsWorse ? ExitCode.Failure : ExitCode.Success;
    }

    private static string Path(ParseResult parsed)
    {
        (string Name, string? Value)[] all =
        [
            ("a", parsed.GetRequiredValue(A)), ("b", parsed.GetRequiredValue(B)), ("component", parsed.GetValue(Component)), ("by", parsed.GetValue(By)),
        ];
        return "api/v1/compare?" + string.Join('&', all.Where(p => p.Value is not null).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value!)}"));
    }
}
