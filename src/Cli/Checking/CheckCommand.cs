using System.CommandLine;
using Plimsoll.Configuration;
using Plimsoll.Configuration.Alerts;
using Plimsoll.Configuration.Files;
using Plimsoll.Configuration.Rubrics;

namespace Plimsoll.Cli.Checking;

/// <summary><c>plimsoll check FILE</c>: what the gateway would say of a configuration, a rubric or alert rules, without starting it.</summary>
internal static class CheckCommand
{
    private const string Details = """
        Reads plimsoll.yaml and the PLIMSOLL__… environment variables as the gateway does at its start, and
        prints every error as FILE:LINE:COLUMN: KEY: MESSAGE, or what the file sets. The rubric, golden sets and fixed
        set that it names are read too, from the present directory as the gateway does. A file with the key
        'rubric' is checked as a rubric, and its version and dimensions are printed; one with the key 'rules' as
        alert rules, and what each asks is printed.

        Examples:
          plimsoll check plimsoll.yaml
          plimsoll check rubric.yaml
          plimsoll check alerts.yaml
          PLIMSOLL__JOURNAL__RETENTION=48h plimsoll check plimsoll.yaml

        Exit codes: 0 the file is good, 1 it is not, 2 wrong usage.
        """;

    public static Command Create(CliHost host)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The file of a configuration, a rubric or alert rules" }.AcceptExistingOnly();
        var command = new DocumentedCommand("check", "Check a file of configuration, a rubric or alert rules", Details) { file };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetRequiredValue(file), host, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(FileInfo file, CliHost host, CancellationToken cancellation)
    {
        string yaml;
        try
        {
            yaml = await File.ReadAllTextAsync(file.FullName, cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await host.Error.WriteLineAsync($"{file}: cannot be read: {e.Message}");
            return ExitCode.Failure;
        }
        if (RubricReader.IsRubric(yaml))
            return await CheckRubricAsync(file, yaml, host);
        return RulesReader.IsRules(yaml) ? await CheckRulesAsync(file, yaml, host) : await CheckConfigurationAsync(file, yaml, host);
    }

    private static async Task<int> CheckRubricAsync(FileInfo file, string yaml, CliHost host)
    {
        var result = RubricReader.Read(yaml);
        return await ReportAsync(
            host, [.. result.Errors.Select(e => Line(file, e))], () => RubricSummary.Lines(result.Rubric!));
    }

    private static Task<int> CheckRulesAsync(FileInfo file, string yaml, CliHost host)
    {
        var result = RulesReader.Read(yaml);
        return ReportAsync(host, [.. result.Errors.Select(e => Line(file, e))], () => RulesSummary.Lines(result.Rules));
    }

    private static async Task<int> CheckConfigurationAsync(FileInfo file, string yaml, CliHost host)
    {
        var result = ConfigurationReader.Read(yaml, host.Environment);
        List<string> errors = [.. result.Errors.Select(e => Line(file, e))];
        if (result.Options is { } options)
        {
            NamedFiles.Apply(options, errors);
            errors.AddRange(Exposure.Errors(options).Concat(Transport.Errors(options)).Select(e => $"{file}: {e}"));
        }
        return await ReportAsync(host, errors, () => Summary(result));
    }

    private static async Task<int> ReportAsync(CliHost host, List<string> errors, Func<IEnumerable<string>> summary)
    {
        foreach (var line in errors.Count > 0 ? errors : summary())
            await host.Out.WriteLineAsync(line);
        return errors.Count > 0 ? ExitCode.Failure : ExitCode.Success;
    }

    private static string Line(FileInfo file, ConfigurationError error) => error switch
    {
        { Line: 0 } => $"{error.Path}: {error.Message}",
        { Path: "" } => $"{file}:{error.Line}:{error.Column}: {error.Message}",
        _ => $"{file}:{error.Line}:{error.Column}: {error.Path}: {error.Message}",
    };

    private static IEnumerable<string> Summary(ConfigurationResult result)
    {
        yield return result.Settings.Count == 0 ? "ok: every default holds" : $"ok: {result.Settings.Count} set, the other defaults hold";
        foreach (var setting in result.Settings)
            yield return $"  {setting.Path}: {setting.Value}{(setting.Variable is { } variable ? $"  (from {variable})" : "")}";
    }
}
