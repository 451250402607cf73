using System.Globalization;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using Plimsoll.Cli.Replay.Formats;

namespace Plimsoll.Cli.Detection;

/// <summary>A row of a series: its own words for time and value, and the value; or why there is none.</summary>
internal sealed record ValueRow(long Number, string Timestamp, string Text, double Value, string? Error = null);

/// <summary>The rows of a CSV file with the columns <c>timestamp</c> and <c>value</c>, one at a time; further columns are left alone.</summary>
internal static class ValueRows
{
    private const string Time = "timestamp";
    private const string Value = "value";

    /// <summary>A name that ends on <c>.gz</c> is unpacked while it is read.</summary>
    public static Stream Open(FileInfo file) =>
        file.Extension == ".gz" ? new GZipStream(file.OpenRead(), CompressionMode.Decompress) : file.OpenRead();

    public static async IAsyncEnumerable<ValueRow> ReadAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancellation)
    {
        (int Time, int Value)? columns = null;
        await foreach (var (number, line) in TraceLines.ReadAsync(stream, cancellation))
        {
            if (line is not { } bytes)
            {
                yield return Bad(number, $"the line is longer than {TraceLines.MaxBytes >> 20} MiB");
                continue;
            }
            var cells = Encoding.UTF8.GetString(bytes.Span).TrimStart('\uFEFF').Split(',');
            if (columns is { } known)
            {
                if (cells is not [""])
                    yield return Row(number, cells, known.Time, known.Value);
                continue;
            }
            columns = (At(cells, Time), At(cells, Value));
            if (columns is { Time: >= 0, Value: >= 0 })
                continue;
            yield return Bad(number, $"the first line is not a header with {Time} and {Value}");
            yield break;
        }
        if (columns is null)
            yield return Bad(1, $"the file is empty, without a header with {Time} and {Value}");
    }

    private static int At(string[] header, string name) =>
        Array.FindIndex(header, h => h.Trim().Equals(name, StringComparison.OrdinalIgnoreCase));

    private static ValueRow Row(long number, string[] cells, int time, int value)
    {
        if (cells.Length <= Math.Max(time, value))
            return Bad(number, $"{cells.Length} columns, which leaves out {(cells.Length <= value ? Value : Time)}");
        if (cells[time].Trim().Length == 0)
            return Bad(number, $"{Time} is empty");
        return double.TryParse(cells[value], NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) && double.IsFinite(parsed)
            ? new(number, cells[time].Trim(), cells[value].Trim(), parsed)
            : Bad(number, $"{Value} '{cells[value]}' is not a number");
    }

    private static ValueRow Bad(long number, string error) => new(number, "", "", 0, error);
}
