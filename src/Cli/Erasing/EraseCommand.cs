using System.CommandLine;
using Plimsoll.Cli.Remote;

namespace Plimsoll.Cli.Erasing;

/// <summary><c>plimsoll erase --user ID</c>: a user's texts, verdict texts and identifiers, everywhere.</summary>
internal static class EraseCommand
{
    private const string Details = """
        Takes a user's texts, the judge's words about them and everything that tells of the user out of the journal, the
        texts, the components' states and the audit log of a gateway, and then searches all that it stores for the user.
        What is counted stays as it is. It cannot be undone. Each gateway of a fleet is asked by itself; the components
        are the same for all. An erasure that was interrupted is asked for again.

        Examples:
          plimsoll erase --user 4711
          plimsoll erase --user jane@example.org --to https://plimsoll.example.org --api-key-env PLIMSOLL_KEY

        Exit codes: 0 erased, and nothing was found afterwards; 1 not finished, or the gateway did not answer; 2 wrong usage.
        """;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    private static readonly Option<string> User = new("--user") { Description = "The user, as records name them in user_id", HelpName = "ID", Required = true };
    private static readonly Option<bool> Json = new("--json") { Description = "The gateway's answer as it is" };
    private static readonly Option<Uri> To = CommonOptions.To();
    private static readonly Option<string?> ApiKeyEnv = CommonOptions.ApiKeyEnv("admin");

    public static Command Create(CliHost host)
    {
        var command = new DocumentedCommand("erase", "Erase a user's texts and identifiers, and prove it", Details) { User, Json, To, ApiKeyEnv };
        command.Validators.Add(result => CommonOptions.RequireVariable(result, ApiKeyEnv, host));
        command.SetAction((parsed, cancellation) => RunAsync(parsed, host, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CliHost host, CancellationToken cancellation)
    {
        using var client = new GatewayClient(parsed.GetRequiredValue(To), CommonOptions.ApiKey(parsed, ApiKeyEnv, host));
        var answer = await client.PostAsync(
            "api/v1/erasures", new ErasureQuestion(parsed.GetRequiredValue(User)), GatewayJson.Default.ErasureQuestion, GatewayJson.Default.ErasureAnswer, cancellation);
        var step = "";
        while (answer.Value is { FinishedAt: null } running)
        {
            if (running.Step != step)
                await host.Error.WriteLineAsync($"{step = running.Step} ...");
            await Task.Delay(Look, host.Time, cancellation);
            answer = await client.GetAsync($"api/v1/erasures/{running.Id}", GatewayJson.Default.ErasureAnswer, cancellation);
        }
        if (answer.Value is not { } over)
        {
            await host.Error.WriteLineAsync(answer.Problem);
            return ExitCode.Failure;
        }
        foreach (var line in ErasureOutput.Lines(over, parsed.GetValue(Json)))
            await host.Out.WriteLineAsync(line);
        return over.State == "done" ? ExitCode.Success : ExitCode.Failure;
    }
}
