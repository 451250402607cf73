using System.CommandLine;
using System.Globalization;
using Plimsoll.Cli.Remote;

namespace Plimsoll.Cli.Reports;

/// <summary><c>plimsoll report compliance</c>: fetches the report of a period and writes it to a file.</summary>
internal static class ComplianceCommand
{
    private const string Details = """
        One page without anything external (or JSON) that shows what was served, what share of it was judged by which
        evaluator and rubric version, the scores with their bounds, alerts with times to detect and to resolve, what
        changed, how long what is kept, erasures, and who read texts. A digest over the content stands on it. Evidence is
        kept for 400 days.

        --private makes a report that may be published: users are counted with noise (differential privacy), cells of
        fewer than 20 users are left empty, and what is not a count of users is left out.

        Example:
          plimsoll report compliance --from 2026-07-01 --to 2026-09-30 --gateway https://plimsoll.example.com --api-key-env KEY

        Exit codes: 0 written; 1 the gateway did not answer, or the file could not be written; 2 wrong usage.
        """;

    private static readonly Option<string?> From = Day("--from", "First day (UTC); 29 days before the last where nothing is said");
    private static readonly Option<string?> To = Day("--to", "Last day (UTC), included; today where nothing is said");
    private static readonly Option<string[]> Component = new("--component") { Description = "A component, as often as wanted; all where nothing is said", HelpName = "NAME" };
    private static readonly Option<bool> Private = new("--private") { Description = "Only what may be published, users counted with noise" };
    private static readonly Option<string> Format = new("--format") { Description = "html or json", HelpName = "FORMAT", DefaultValueFactory = _ => "html" };
    private static readonly Option<string?> Output = new("--output") { Description = "The file; compliance-FROM-TO.html (or .json) where nothing is said", HelpName = "FILE" };
    private static readonly Option<Uri> Gateway = CommonOptions.Gateway("--gateway");
    private static readonly Option<string?> ApiKeyEnv = CommonOptions.ApiKeyEnv("admin");

    static ComplianceCommand() => Format.AcceptOnlyFromAmong("html", "json");

    public static Command Create(CliHost host)
    {
        var command = new DocumentedCommand("compliance", "What was served, judged, changed and kept in a period, for an auditor", Details)
        {
            From, To, Component, Private, Format, Output, Gateway, ApiKeyEnv,
        };
        command.Validators.Add(result => CommonOptions.RequireVariable(result, ApiKeyEnv, host));
        command.SetAction((parsed, cancellation) => RunAsync(parsed, host, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CliHost host, CancellationToken cancellation)
    {
        using var client = new GatewayClient(parsed.GetRequiredValue(Gateway), CommonOptions.ApiKey(parsed, ApiKeyEnv, host));
        var answer = await client.GetBytesAsync(Path(parsed), cancellation);
        if (answer.Value is not { } report)
        {
            await host.Error.WriteLineAsync(answer.Problem);
            return ExitCode.Failure;
        }
        if (ReportFile.Read(report) is not { } content || !content.IsIntact)
        {
            await host.Error.WriteLineAsync("an answer that is no report; is --gateway right?");
            return ExitCode.Failure;
        }
        var file = parsed.GetValue(Output) ?? $"compliance-{content.From}-{content.To}.{parsed.GetRequiredValue(Format)}";
        try
        {
            await File.WriteAllBytesAsync(file, report, cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await host.Error.WriteLineAsync($"--output: '{file}' cannot be written: {e.Message}");
            return ExitCode.Failure;
        }
        await host.Out.WriteLineAsync($"{file}: {content.Components} components, {content.From} to {content.To}, {content.Digest}");
        return ExitCode.Success;
    }

    private static string Path(ParseResult parsed)
    {
        IEnumerable<(string Name, string? Value)> all =
        [
            ("from", parsed.GetValue(From)), ("to", parsed.GetValue(To)), ("private", parsed.GetValue(Private) ? "true" : null), ("format", parsed.GetRequiredValue(Format)),
            .. (parsed.GetValue(Component) ?? []).Select(c => ("component", (string?)c)),
        ];
        return "api/v1/reports/compliance?" + string.Join('&', all.Where(p => p.Value is not null).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value!)}"));
    }

    private static Option<string?> Day(string name, string description) => CommonOptions.Parsed<string?>(
        name, "DAY", description,
        text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? text : null, "a day such as 2026-07-01");
}
