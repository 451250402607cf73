using System.CommandLine;
using Plimsoll.Configuration;

namespace Plimsoll.Cli.Migrating;

/// <summary><c>plimsoll migrate</c>: from a gateway that ran by itself into a cluster.</summary>
internal static class MigrateCommand
{
    private const string DefaultFile = "plimsoll.yaml";

    private const string Details = """
        Copies the checkpoints of a data directory (every component's history, what it has counted, and what it
        still has to do; alerts with who acknowledged them, silences and incidents) into the database that the cluster section of the configuration names, reads each back
        and compares it. The source is left as it is. Run again it copies what is missing, and nothing over what
        the cluster has counted since.

        In this order:
          1. Stop the gateway; it saves everything.
          2. plimsoll migrate --data DIR --config cluster.yaml
          3. Start the silos, then a gateway of the cluster with --data DIR. The journal and the interaction log
             stay there, and what no checkpoint covers yet is delivered from it.

        Examples:
          plimsoll migrate --data ./data --config cluster.yaml --dry-run
          plimsoll migrate --data ./data --config cluster.yaml

        Exit codes: 0 everything is in the cluster, 1 something is not, 2 wrong usage.
        """;

    private static readonly Option<DirectoryInfo?> Data = new("--data")
    {
        Description = "Data directory of the gateway (default: data_directory of the configuration)",
        HelpName = "DIR",
    };

    private static readonly Option<FileInfo?> Config = new("--config")
    {
        Description = "The cluster's configuration (default: ./plimsoll.yaml where there is one)",
        HelpName = "FILE",
    };

    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Read and count everything, write nothing" };

    public static Command Create(CliHost host)
    {
        var command = new DocumentedCommand("migrate", "Move a gateway's history into a cluster", Details) { Data, Config, DryRun };
        command.SetAction((parsed, cancellation) => RunAsync(parsed, host, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CliHost host, CancellationToken cancellation)
    {
        var errors = new List<string>();
        if (await OptionsAsync(parsed, host, errors, cancellation) is { } options)
            return await new Migrator(new(parsed.GetValue(Data)?.ToString() ?? options.DataDirectory, options.Cluster, parsed.GetValue(DryRun)), host).RunAsync(cancellation);
        foreach (var error in errors)
            await host.Error.WriteLineAsync($"plimsoll: {error}");
        return ExitCode.Usage;
    }

    private static async Task<PlimsollOptions?> OptionsAsync(ParseResult parsed, CliHost host, List<string> errors, CancellationToken cancellation)
    {
        var file = parsed.GetValue(Config)?.ToString() ?? (File.Exists(DefaultFile) ? DefaultFile : null);
        try
        {
            var result = ConfigurationReader.Read(file is null ? null : await File.ReadAllTextAsync(file, cancellation), host.Environment);
            errors.AddRange(result.Errors.Select(e => e.Line > 0 ? $"{file}:{e.Line}:{e.Column}: {e.Path}: {e.Message}" : $"{e.Path}: {e.Message}"));
            return result.Options;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.Add($"--config {file}: {e.Message}");
            return null;
        }
    }
}
