using System.CommandLine;

namespace Plimsoll.Cli.Reports;

/// <summary><c>plimsoll report</c>: reports for others than operators.</summary>
internal static class ReportCommand
{
    private const string Details = """
        Examples:
          plimsoll report compliance --from 2026-07-01 --to 2026-09-30
          plimsoll report compliance --from 2026-07-01 --to 2026-09-30 --private --output users.html
          plimsoll report verify compliance-2026-07-01-2026-09-30.html
        """;

    public static Command Create(CliHost host) =>
        new DocumentedCommand("report", "Make a report for an auditor, and check one", Details) { ComplianceCommand.Create(host), VerifyCommand.Create(host) };
}
