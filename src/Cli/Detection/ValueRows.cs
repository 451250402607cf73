using System.Globalization;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using Plimsoll.Cli.Replay.Formats;

namespace Plimsoll.Cli.Detection;

/// <summary>A row of series: its own words for time and values, and the values; or why there are none.</summary>
internal sealed record ValueRow(long Number, string Timestamp, string[] Texts, double[] Values, string? Error = null);

/// <summary>The rows of a CSV file with the column <c>timestamp</c> and those of values, one at a time; further columns are left alone.</summary>
internal static class ValueRows
{
    private const string Time = "timestamp";

    /// <summary>A name that ends on <c>.gz</c> is unpacked while it is read.</summary>
    public static Stream Open(FileInfo file) =>
        file.Extension == ".gz" ? new GZipStream(file.OpenRead(), CompressionMode.Decompress) : file.OpenRead();

    /// <param name="values">Names of the columns, whatever their case.</param>
    public static async IAsyncEnumerable<ValueRow> ReadAsync(
        Stream stream, IReadOnlyList<string> values, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var wanted = $"a header with {Time} and {string.Join(", ", values)}";
        int[]? columns = null;
        await foreach (var (number, line) in TraceLines.ReadAsync(stream, cancellation))
        {
            if (line is not { } bytes)
            {
                yield return Bad(number, $"the line is longer than {TraceLines.MaxBytes >> 20} MiB");
                continue;
            }
            var cells = CsvLine.Split(Encoding.UTF8.GetString(bytes.Span).TrimStart('\uFEFF'));
            if (columns is { } known)
            {
                if (cells is not [""])
                    yield return Row(number, cells, known, values);
                continue;
            }
            columns = [.. values.Select(v => At(cells, v)), At(cells, Time)];
            if (!columns.Contains(-1))
                continue;
            yield return Bad(number, $"the first line is not {wanted}");
            yield break;
        }
        if (columns is null)
            yield return Bad(1, $"the file is empty, without {wanted}");
    }

    private static int At(string[] header, string name) =>
        Array.FindIndex(header, h => h.Trim().Equals(name, StringComparison.OrdinalIgnoreCase));

    private static ValueRow Row(long number, string[] cells, int[] columns, IReadOnlyList<string> names)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            var (column, name) = (columns[i], i < names.Count ? names[i] : Time);
            if (cells.Length <= column)
                return Bad(number, $"has {cells.Length} of the columns, which leaves out {name}");
            if (i < names.Count && !TryParse(cells[column], out _))
                return Bad(number, $"{name} '{cells[column]}' is not a number");
        }
        if (cells[columns[^1]].Trim() is not { Length: > 0 } time)
            return Bad(number, $"{Time} is empty");
        string[] texts = [.. columns.SkipLast(1).Select(c => cells[c].Trim())];
        return new(number, time, texts, [.. texts.Select(t => TryParse(t, out var value) ? value : 0)]);
    }

    private static bool TryParse(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    private static ValueRow Bad(long number, string error) => new(number, "", [], [], error);
}
