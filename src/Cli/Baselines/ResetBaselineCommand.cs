using System.CommandLine;
using Plimsoll.Cli.Remote;

namespace Plimsoll.Cli.Baselines;

/// <summary><c>plimsoll reset-baseline COMPONENT</c>: what a component does now is its new usual.</summary>
internal static class ResetBaselineCommand
{
    private const string Details = """
        Drift is found by comparing each hour with the hours before. After a change that was meant, such as another kind
        of traffic, this begins the baseline anew: what comes from the next full hour on is compared with nothing before
        it. Another model version, judge or prompt version begins it anew by itself. While an alert on drift fires, a
        reset is refused; --force resets all the same, and the alert ends.

        Examples:
          plimsoll reset-baseline support-chat --reason "new retrieval since Monday"
          plimsoll reset-baseline support-chat --force --to https://plimsoll.example.org --api-key-env PLIMSOLL_KEY

        Exit codes: 0 done, 1 refused or the gateway did not answer, 2 wrong usage.
        """;

    private static readonly Argument<string> Component = new("COMPONENT") { Description = "The component" };
    private static readonly Option<string?> Reason = new("--reason") { Description = "Shown on the drift page", HelpName = "TEXT" };
    private static readonly Option<bool> Force = new("--force") { Description = "Also while an alert on drift fires" };
    private static readonly Option<Uri> To = CommonOptions.To();
    private static readonly Option<string?> ApiKeyEnv = CommonOptions.ApiKeyEnv("admin");

    public static Command Create(CliHost host)
    {
        var command = new DocumentedCommand("reset-baseline", "Begin a component's baseline of drift anew", Details) { Component, Reason, Force, To, ApiKeyEnv };
        command.Validators.Add(result => CommonOptions.RequireVariable(result, ApiKeyEnv, host));
        command.SetAction((parsed, cancellation) => RunAsync(parsed, host, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CliHost host, CancellationToken cancellation)
    {
        using var client = new GatewayClient(parsed.GetRequiredValue(To), CommonOptions.ApiKey(parsed, ApiKeyEnv, host));
        var component = parsed.GetRequiredValue(Component);
        var wish = new BaselineWish(parsed.GetValue(Reason), parsed.GetValue(Force));
        var problem = await client.PostAsync($"api/v1/components/{Uri.EscapeDataString(component)}/drift/reset", wish, GatewayJson.Default.BaselineWish, cancellation);
        if (problem is null)
            await host.Out.WriteLineAsync($"The baseline of '{component}' begins with the next hour.");
        else
            await host.Error.WriteLineAsync(problem);
        return problem is null ? ExitCode.Success : ExitCode.Failure;
    }
}

/// <summary>What the gateway is asked.</summary>
internal sealed record BaselineWish(string? Reason, bool Force);
