namespace Plimsoll.Gateway.WebConsole.Charts;

/// <summary>Round numbers for a value axis that begins at 0.</summary>
public static class NiceTicks
{
    private static readonly double[] Steps = [1, 2, 2.5, 5, 10];

    /// <summary>0 and the multiples of a 1, 2, 2.5 or 5 × 10ⁿ step up to the first at or above <paramref name="max"/>; at most <paramref name="most"/> steps.</summary>
    /// <param name="max">Largest value to show; 0 or less is taken as 1.</param>
    public static IReadOnlyList<double> UpTo(double max, int most = 4)
    {
        if (!(max > 0))
            max = 1;
        var step = Step(max / most);
        var count = (int)Math.Ceiling(max / step * (1 - 1e-12));
        return [.. Enumerable.Range(0, Math.Max(1, count) + 1).Select(i => Clean(i * step, step))];
    }

    private static double Step(double atLeast)
    {
        var magnitude = Math.Pow(10, Math.Floor(Math.Log10(atLeast)));
        return Steps.First(s => s * magnitude >= atLeast * (1 - 1e-12)) * magnitude;
    }

    // 3 × 0.1 is 0.30000000000000004 in binary; the axis says 0.3.
    private static double Clean(double value, double step) =>
        Math.Round(value, Math.Clamp(2 - (int)Math.Floor(Math.Log10(step)), 0, 15));
}
