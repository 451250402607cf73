using System.Globalization;
using System.Text;

namespace Plimsoll.Gateway.WebConsole.Charts;

/// <summary>
/// SVG path data in a square of <see cref="Size"/> units, x rightwards from the first value to the last, y downwards
/// from the axis maximum to 0. A null breaks the line: no data is never drawn as 0.
/// </summary>
public static class LinePath
{
    public const int Size = 1000;

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

    /// <summary>The surface between the line and 0, one closed piece for each run of values.</summary>
    public static string Area(IReadOnlyList<double?> values, double max)
    {
        var path = new StringBuilder();
        foreach (var (start, end) in Runs(values))
        {
            Points(path, values, max, start, end);
            path.Append(CultureInfo.InvariantCulture, $"V{Size}H{X(start, values.Count):0.#}Z");
        }
        return path.ToString();
    }

    /// <summary>Position of a value of the axis, 0 (top) to 1 (bottom); values above the axis stay at its top.</summary>
    public static double Y(double value, double max) => 1 - Math.Clamp(value / max, 0, 1);

    private static void Points(StringBuilder path, IReadOnlyList<double?> values, double max, int start, int end)
    {
        for (var i = start; i < end; i++)
            path.Append(i == start ? 'M' : 'L')
                .Append(CultureInfo.InvariantCulture, $"{X(i, values.Count):0.#} {Y(values[i]!.Value, max) * Size:0.#}");
    }

    private static double X(int index, int count) => count < 2 ? 0 : (double)index / (count - 1) * Size;

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
