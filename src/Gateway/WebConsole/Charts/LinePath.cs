using System.Globalization;
using System.Text;

namespace Plimsoll.Gateway.WebConsole.Charts;

/// <summary>
/// SVG path data, one unit a value rightwards, <see cref="Height"/> units downwards from the axis maximum to 0, in
/// whole relative steps, which keeps a day of minutes short. A null breaks the line: no data is never drawn as 0.
/// </summary>
public static class LinePath
{
    public const int Height = 1000;

    /// <summary>The box that the paths of so many values fill.</summary>
    public static string ViewBox(int count) => string.Create(CultureInfo.InvariantCulture, $"0 0 {Math.Max(1, count - 1)} {Height}");

    /// <summary>The line; a value with no neighbour becomes a line of no length, which a round cap shows as a dot.</summary>
    public static string Line(IReadOnlyList<double?> values, double max)
    {
        var path = new StringBuilder();
        foreach (var (start, end) in Runs(values))
        {
            Points(path, values, max, start, end);
            if (end == start + 1)
                path.Append("h0");
        }
        return path.ToString();
    }

    /// <summary>Only the values with no neighbour: their dots may be larger than the line is wide, which alone is hardly seen.</summary>
    public static string Dots(IReadOnlyList<double?> values, double max)
    {
        var path = new StringBuilder();
        foreach (var (start, end) in Runs(values).Where(r => r.End == r.Start + 1))
        {
            Points(path, values, max, start, end);
            path.Append("h0");
        }
        return path.ToString();
    }

    /// <summary>The surface between the line and 0, one closed piece for each run of values.</summary>
    public static string Area(IReadOnlyList<double?> values, double max)
    {
        var path = new StringBuilder();
        foreach (var (start, end) in Runs(values))
        {
            Points(path, values, max, start, end);
            path.Append(CultureInfo.InvariantCulture, $"V{Height}H{start}Z");
        }
        return path.ToString();
    }

    /// <summary>Position of a value of the axis, 0 (top) to 1 (bottom); values above the axis stay at its top.</summary>
    public static double Y(double value, double max) => 1 - Math.Clamp(value / max, 0, 1);

    private static void Points(StringBuilder path, IReadOnlyList<double?> values, double max, int start, int end)
    {
        var last = 0;
        for (var i = start; i < end; i++)
        {
            var y = (int)Math.Round(Y(values[i]!.Value, max) * Height);
            if (i == start)
                path.Append(CultureInfo.InvariantCulture, $"M{i} {y}");
            else
                path.Append(i == start + 1 ? 'l' : ' ').Append(CultureInfo.InvariantCulture, $"1 {y - last}");
            last = y;
        }
    }

    private static IEnumerable<(int Start, int End)> Runs(IReadOnlyList<double?> values)
    {
        var start = 0;
        while (start < values.Count)
        {
            var end = start;
            while (end < values.Count && values[end] is not null)
                end++;
            if (end > start)
                yield return (start, end);
            start = end + 1;
        }
    }
}
