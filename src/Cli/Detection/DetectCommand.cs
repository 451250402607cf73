using System.CommandLine;
using System.Globalization;
using Plimsoll.Anomaly;

namespace Plimsoll.Cli.Detection;

/// <summary><c>plimsoll detect FILE.csv</c>: what the detector of young series says of any series.</summary>
internal static class DetectCommand
{
    /// <summary>Rows that are named on the error output; the rest are only counted.</summary>
    private const int MostNamed = 20;

    private const string Details = """
        Reads a CSV file (or .csv.gz) whose first line names the columns timestamp and value, and writes timestamp,
        value and anomaly_score, from 0 to 1, for each row while it reads. A score of 0.5 or more is an anomaly; the
        100 rows after one score 0. A row is judged by the rows before it alone: the first 50 score 0, and from 200
        rows the usual range is known. Rows that cannot be read are named and left out.

        Examples:
          plimsoll detect latency.csv > scores.csv
          plimsoll detect latency.csv | awk -F, '$3 >= 0.5'

        Exit codes: 0 every row was read, 1 some were not, 2 wrong usage.
        """;

    public static Command Create(CliHost host)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A CSV file with the columns timestamp and value" }.AcceptExistingOnly();
        var command = new DocumentedCommand("detect", "Score the anomalies of a series in a CSV file", Details) { file };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetRequiredValue(file), host, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(FileInfo file, CliHost host, CancellationToken cancellation)
    {
        try
        {
            await using var stream = ValueRows.Open(file);
            var bad = await ScoreAsync(file, stream, host, cancellation);
            if (bad > MostNamed)
                await host.Error.WriteLineAsync($"{file}: {bad - MostNamed} further rows could not be read");
            return bad > 0 ? ExitCode.Failure : ExitCode.Success;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            await host.Error.WriteLineAsync($"{file}: cannot be read: {e.Message}");
            return ExitCode.Failure;
        }
    }

    /// <returns>Rows that could not be read.</returns>
    private static async Task<long> ScoreAsync(FileInfo file, Stream stream, CliHost host, CancellationToken cancellation)
    {
        var scorer = new SeriesScorer();
        var bad = 0L;
        await host.Out.WriteLineAsync("timestamp,value,anomaly_score");
        await foreach (var row in ValueRows.ReadAsync(stream, cancellation))
        {
            if (row.Error is null)
            {
                var score = scorer.Next(row.Value).ToString("0.######", CultureInfo.InvariantCulture);
                await host.Out.WriteLineAsync($"{row.Timestamp},{row.Text},{score}");
            }
            else if (++bad <= MostNamed)
            {
                await host.Error.WriteLineAsync($"{file}:{row.Number}: {row.Error}");
            }
        }
        return bad;
    }
}
