using System.Text;

namespace Plimsoll.Cli.Detection;

/// <summary>One line of CSV (RFC 4180, without line breaks inside of cells).</summary>
internal static class CsvLine
{
    private const char Quote = '"';

    /// <summary>Its cells without their quotes; a quote that nothing closes reaches to the end.</summary>
    public static string[] Split(string line)
    {
        if (!line.Contains(Quote))
            return line.Split(',');
        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (quoted && line[i] == Quote && i + 1 < line.Length && line[i + 1] == Quote)
                cell.Append(line[i++]);
            else if (line[i] == Quote)
                quoted = !quoted;
            else if (line[i] == ',' && !quoted)
                Next();
            else
                cell.Append(line[i]);
        }
        Next();
        return [.. cells];

        void Next()
        {
            cells.Add(cell.ToString());
            cell.Clear();
        }
    }

    /// <summary>A cell as it is written: in quotes where it has to be.</summary>
    public static string Join(IEnumerable<string> cells) =>
        string.Join(',', cells.Select(c => c.AsSpan().ContainsAny(',', Quote) ? $"{Quote}{c.Replace("\"", "\"\"", StringComparison.Ordinal)}{Quote}" : c));
}
