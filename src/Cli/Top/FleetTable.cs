using Plimsoll.Cli.Output;
using Spectre.Console;

namespace Plimsoll.Cli.Top;

/// <summary>The fleet as a table, what needs attention first.</summary>
internal static class FleetTable
{
    private const double WorthColour = 0.05;

    private static readonly string[] StatesByTrouble = ["failing", "silent", "active", "idle"];

    /// <summary>Columns, those first that a narrow terminal shows too.</summary>
    private static readonly int[] ByImportance = [0, 1, 2, 5, 3, 6, 4, 7, 8];

    /// <summary>Blanks and border around a cell.</summary>
    private const int CellMargin = 3;

    private static readonly PlainColumn[] Columns =
    [
        new("COMPONENT"), new("STATE"), new("REQ/S", true), new("TTFT P95", true), new("TOK/S", true), new("ERRORS", true),
        new("GPU", true), new("USED", true), new("COST/H", true),
    ];

    /// <summary>By state, then by errors, then by traffic.</summary>
    public static IReadOnlyList<FleetRow> Sort(IEnumerable<FleetRow> rows) =>
    [
        .. rows.OrderBy(r => Array.IndexOf(StatesByTrouble, r.State) is >= 0 and var rank ? rank : StatesByTrouble.Length)
            .ThenByDescending(r => r.ErrorRatio ?? 0).ThenByDescending(r => r.RequestsPerSecond).ThenBy(r => r.Component, StringComparer.Ordinal),
    ];

    public static IEnumerable<string> Plain(IReadOnlyList<FleetRow> rows)
    {
        var table = new PlainTable(Columns);
        foreach (var row in rows)
            table.Add(Cells(row));
        return table.Lines();
    }

    /// <summary>One line a row: columns that find no place are left out.</summary>
    /// <param name="most">Rows that fit the terminal.</param>
    /// <param name="width">Characters that a line of the terminal holds.</param>
    public static Table Rich(IReadOnlyList<FleetRow> rows, int most, int width)
    {
        var shown = rows.Take(most).Select(row => (Row: row, Cells: Array.ConvertAll(Cells(row), c => PlainTable.Printable(c ?? "–")))).ToList();
        var columns = Fitting([.. Columns.Select((c, i) => shown.Select(r => r.Cells[i].Length).Append(c.Title.Length).Max())], width);
        var table = new Table().Border(TableBorder.Simple).Expand();
        foreach (var column in columns.Select(i => Columns[i]))
            table.AddColumn(new TableColumn(column.Title) { Alignment = column.IsNumber ? Justify.Right : Justify.Left, NoWrap = true });
        foreach (var (row, cells) in shown)
            table.AddRow(columns.Select(i => new Text(cells[i], StyleOf(row, i)) { Overflow = Overflow.Ellipsis }));
        if (rows.Count > most)
            table.Caption($"and {rows.Count - most} more");
        return table;
    }

    /// <summary>Columns that stand beside each other, in the order in which they are shown; at least the name and the state.</summary>
    private static int[] Fitting(int[] widths, int width)
    {
        var left = width - 1;
        return [.. ByImportance.Where((column, rank) => (left -= widths[column] + CellMargin) >= 0 || rank < 2).Order()];
    }

    private static string?[] Cells(FleetRow row) =>
    [
        row.Component, row.State, Amounts.Of(row.RequestsPerSecond), Amounts.Time(row.TtftP95Ms), Amounts.Of(row.OutputTokensPerSecond),
        Amounts.Percent(row.ErrorRatio), Amounts.Percent(row.GpuUtilizationRatio), Amounts.Percent(row.CapacityUsedRatio), Amounts.Dollars(row.CostPerHour),
    ];

    private static Style StyleOf(FleetRow row, int column) => (column, row.State) switch
    {
        (0, _) => new Style(decoration: Decoration.Bold),
        (1, "failing") => new Style(Color.Red, decoration: Decoration.Bold),
        (1, "silent") => new Style(Color.Yellow),
        (1, "active") => new Style(Color.Green),
        (5, _) when row.ErrorRatio >= WorthColour => new Style(Color.Red),
        _ => Style.Plain,
    };
}
