using System.CommandLine;

namespace Plimsoll.Cli.Reports;

/// <summary><c>plimsoll report verify FILE</c>: whether a report is as the gateway made it.</summary>
internal static class VerifyCommand
{
    private const string Details = """
        Computes the digest over a report's content (the page or the JSON) and compares it with the one that stands on it.
        The digest shows that nothing was changed by accident; who wants proof of more keeps the digest elsewhere.

        Exit codes: 0 it is intact, 1 it is not, or is no report; 2 wrong usage.
        """;

    private static readonly Argument<FileInfo> File = new("FILE") { Description = "A report, html or json" };

    static VerifyCommand() => File.AcceptExistingOnly();

    public static Command Create(CliHost host)
    {
        var command = new DocumentedCommand("verify", "Check the digest of a report", Details) { File };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetRequiredValue(File), host, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(FileInfo file, CliHost host, CancellationToken cancellation)
    {
        var report = ReportFile.Read(await System.IO.File.ReadAllBytesAsync(file.FullName, cancellation));
        if (report is not { IsIntact: true })
        {
            await host.Error.WriteLineAsync(report is null ? $"{file.Name} is no compliance report" : $"{file.Name} was changed: its content does not have the digest {report.Digest}");
            return ExitCode.Failure;
        }
        await host.Out.WriteLineAsync($"{file.Name} is intact: {report.From} to {report.To}, {report.Components} components, {report.Digest}");
        return ExitCode.Success;
    }
}
