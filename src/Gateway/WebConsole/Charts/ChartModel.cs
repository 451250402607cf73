using Plimsoll.Components.Views;
using Plimsoll.Gateway.WebConsole.Text;

namespace Plimsoll.Gateway.WebConsole.Charts;

/// <summary>A chart with its data, ready to draw.</summary>
/// <param name="From">Start of the first step.</param>
/// <param name="Last">Start of the last step.</param>
public sealed record ChartModel(
    ChartDefinition Definition, DateTimeOffset From, DateTimeOffset Last, ValueAxis Axis, IReadOnlyList<ChartLine> Lines)
{
    /// <summary>A line across, in the unit of the values; null for none.</summary>
    public double? Threshold { get; init; }

    /// <summary>A stretch of time that is shaded; null for none.</summary>
    public (DateTimeOffset From, DateTimeOffset To)? Marked { get; init; }

    public bool HasData => Lines.Any(l => l.Values.Any(v => v is not null));

    public IReadOnlyList<DateTimeOffset> TimeTicks => Charts.TimeTicks.Within(From, Last);

    /// <summary>Position of a time on the axis, 0 (left) to 1 (right).</summary>
    public double X(DateTimeOffset at) => (at - From) / (Last - From);

    /// <summary>With a line across, which the axis reaches.</summary>
    public ChartModel WithThreshold(double threshold) => this with
    {
        Threshold = threshold,
        Axis = threshold > Axis.Max ? ValueAxis.For(Definition.Unit, threshold) : Axis,
    };

    /// <param name="series">One for each line of the definition, in its order.</param>
    public static ChartModel Build(ChartDefinition definition, DateTimeOffset from, DateTimeOffset to, IReadOnlyList<SeriesView> series)
    {
        var lines = definition.Lines.Zip(series, (line, view) => new ChartLine(line.Label, Grid(view, from, to))).ToList();
        var max = lines.SelectMany(l => l.Values).Max();
        var axis = definition.WholeRatio ? ValueAxis.WholeRatio() : ValueAxis.For(definition.Unit, max);
        return new ChartModel(definition, from, to - TimeRange.Step, axis, lines);
    }

    /// <summary>What the chart shows, in words: the latest value of each line, and where it was lowest and highest.</summary>
    public string Summary() => string.Join(" ", Lines.Select(Describe));

    private string Describe(ChartLine line)
    {
        var measured = Enumerable.Range(0, line.Values.Count).Where(i => line.Values[i] is not null).ToList();
        if (measured.Count == 0)
            return $"{line.Label}: no data.";
        var low = measured.MinBy(i => line.Values[i]);
        var high = measured.MaxBy(i => line.Values[i]);
        return $"{line.Label}: latest {Say(line, measured[^1])}, lowest {Say(line, low)}, highest {Say(line, high)}.";
    }

    private string Say(ChartLine line, int index) =>
        $"{ValueAxis.Text(Definition.Unit, line.Values[index]!.Value)} at {Times.Clock(From + index * TimeRange.Step)} UTC";

    private static double?[] Grid(SeriesView view, DateTimeOffset from, DateTimeOffset to)
    {
        var values = new double?[(int)((to - from) / TimeRange.Step)];
        foreach (var point in view.Points)
        {
            var index = (point.At - from) / TimeRange.Step;
            if (index >= 0 && index < values.Length)
                values[(int)index] = point.Value;
        }
        return values;
    }
}

/// <param name="Values">One for each step; null where nothing was measured.</param>
public sealed record ChartLine(string Label, IReadOnlyList<double?> Values)
{
    private const int RecentSteps = 3;

    /// <summary>The last value, unless it is older than three steps.</summary>
    public double? Current => Values.TakeLast(RecentSteps).LastOrDefault(v => v is not null);
}
