using System.Globalization;

namespace Plimsoll.Gateway.Judging.Annotating;

/// <summary>Reads human judgements from a table: a head with component, request_id, dimension, score and, where wanted, annotator (RFC 4180).</summary>
internal static class AnnotationCsv
{
    private static readonly string[] s_needed = ["component", "request_id", "dimension", "score"];

    /// <summary>Null with what is wrong when it is no such table. A row that cannot be read comes back with no scores.</summary>
    public static IReadOnlyList<AnnotationRow>? Read(string text, out string? wrong)
    {
        var rows = Rows(text);
        var head = rows.Count > 0 ? rows[0].Select(c => c.Trim().ToLowerInvariant()).ToList() : [];
        wrong = s_needed.FirstOrDefault(n => !head.Contains(n)) is { } missing ? $"the head of the table has no column '{missing}'; it needs {string.Join(", ", s_needed)}" : null;
        return wrong is null ? [.. rows.Skip(1).Select(r => Row(head, r))] : null;
    }

    private static AnnotationRow Row(List<string> head, List<string> cells)
    {
        string? Cell(string name) => head.IndexOf(name) is >= 0 and var at && at < cells.Count && cells[at].Length > 0 ? cells[at] : null;
        var scores = Cell("dimension") is { } dimension && double.TryParse(Cell("score"), NumberStyles.Float, CultureInfo.InvariantCulture, out var score)
            ? new Dictionary<string, double> { [dimension] = score }
            : null;
        return new(Cell("component"), Cell("request_id"), scores, Cell("annotator"));
    }

    private static List<List<string>> Rows(string text)
    {
        var rows = new List<List<string>>();
        var (row, cell, quoted) = (new List<string>(), new System.Text.StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"')
                cell.Append(text[++i]);
            else if (c == '"')
                quoted = !quoted;
            else if (!quoted && c is ',' or '\n' && !quoted)
                End(c == '\n');
            else if (quoted || c != '\r')
                cell.Append(c);
        }
        End(endOfRow: true);
        return rows;

        void End(bool endOfRow)
        {
            row.Add(cell.ToString());
            cell.Clear();
            if (!endOfRow)
                return;
            if (row.Count > 1 || row[0].Length > 0)
                rows.Add(row);
            row = [];
        }
    }
}
