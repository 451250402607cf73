using System.CommandLine;

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

        --method takes another detector: robust (median and median absolute deviation of the last 500 rows), spot (the
        chance by extreme value theory, from 500 rows), holt-winters (forecasts of a series that repeats itself after
        --period rows, from two periods) or page-hinkley (a mean that moves, from 200 rows).

        --columns a,b,… scores several columns together, from 200 rows: a combination may be odd where no column is.
        The column with most part in it follows the score.

        Examples:
          plimsoll detect latency.csv > scores.csv
          plimsoll detect latency.csv | awk -F, '$3 >= 0.5'
          plimsoll detect hourly.csv --method holt-winters --period 24
          plimsoll detect engine.csv --columns ttft,queue,kv_cache

        Exit codes: 0 every row was read, 1 some were not, 2 wrong usage.
        """;

    public static Command Create(CliHost host)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A CSV file with the columns timestamp and value" }.AcceptExistingOnly();
        var command = new DocumentedCommand("detect", "Score the anomalies of a series in a CSV file", Details) { file };
        DetectOptions.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var (options, error) = DetectOptions.Of(parsed);
            if (options is not null)
                return await RunAsync(parsed.GetRequiredValue(file), options, host, cancellation);
            await host.Error.WriteLineAsync(error);
            return ExitCode.Usage;
        });
        return command;
    }

    private static async Task<int> RunAsync(FileInfo file, DetectOptions options, CliHost host, CancellationToken cancellation)
    {
        try
        {
            await using var stream = ValueRows.Open(file);
            var bad = await ScoreAsync(file, stream, options, host, cancellation);
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
    private static async Task<long> ScoreAsync(FileInfo file, Stream stream, DetectOptions options, CliHost host, CancellationToken cancellation)
    {
        var scorer = new RowScorer(options);
        var bad = 0L;
        await host.Out.WriteLineAsync(scorer.Header);
        await foreach (var row in ValueRows.ReadAsync(stream, options.Columns, cancellation))
        {
            if (row.Error is null)
            {
                await host.Out.WriteLineAsync(scorer.Next(row));
            }
            else if (++bad <= MostNamed)
            {
                await host.Error.WriteLineAsync($"{file}:{row.Number}: {row.Error}");
            }
        }
        return bad;
    }
}
