using System.Text;

namespace Plimsoll.Cli.Output;

/// <summary>A table of aligned columns, for pipes and files.</summary>
internal sealed class PlainTable(params PlainColumn[] columns)
{
    private readonly List<string[]> _rows = [];

    public void Add(params string?[] cells) => _rows.Add([.. cells.Select(c => Printable(c ?? "–"))]);

    /// <summary>Heading and rows, without trailing blanks.</summary>
    public IEnumerable<string> Lines()
    {
        var widths = columns.Select((c, i) => Math.Max(c.Title.Length, _rows.Select(r => r[i].Length).DefaultIfEmpty().Max())).ToArray();
        yield return Line([.. columns.Select(c => c.Title)], widths);
        foreach (var row in _rows)
            yield return Line(row, widths);
    }

    /// <summary>What a name may not do to a terminal.</summary>
    public static string Printable(string text) => text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? '�' : c)) : text;

    private string Line(string[] cells, int[] widths)
    {
        var line = new StringBuilder();
        for (var i = 0; i < cells.Length; i++)
            line.Append(i > 0 ? "  " : "").Append(columns[i].IsNumber ? cells[i].PadLeft(widths[i]) : cells[i].PadRight(widths[i]));
        return line.ToString().TrimEnd();
    }
}

/// <param name="IsNumber">Stands at the right.</param>
internal readonly record struct PlainColumn(string Title, bool IsNumber = false);
