using Plimsoll.Cli.Output;
using Spectre.Console;

namespace Plimsoll.Cli.Top;

/// <summary>The fleet as a table, what needs attention first.</summary>
internal static class FleetTable
{
    private const double WorthColour = 0.05;

    private static readonly string[] StatesByTrouble = ["failing", "silent", "active", "idle"];

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

    /// <param name="most">Rows that fit the terminal.</param>
    public static Table Rich(IReadOnlyList<FleetRow> rows, int most)
    {
        var table = new Table().Border(TableBorder.Simple).Expand();
        foreach (var column in Columns)
            table.AddColumn(new TableColumn(column.Title) { Alignment = column.IsNumber ? Justify.Right : Justify.Left, NoWrap = true });
        foreach (var row in rows.Take(most))
            table.AddRow(Cells(row).Select((cell, i) => new Text(PlainTable.Printable(cell ?? "–"), StyleOf(row, i))));
        if (rows.Count > most)
            table.Caption($"and {rows.Count - most} more");
        return table;
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
