using System.Globalization;
using Plimsoll.Gateway.WebConsole.Text;

namespace Plimsoll.Gateway.WebConsole.Charts;

/// <summary>The value axis of a chart.</summary>
/// <param name="Max">Top of the axis, in the unit of the values.</param>
/// <param name="Factor">From the unit of the values to the unit shown.</param>
/// <param name="Unit">The unit shown.</param>
/// <param name="Ticks">In the unit of the values, from 0 to <paramref name="Max"/>.</param>
public sealed record ValueAxis(double Max, double Factor, string Unit, IReadOnlyList<AxisTick> Ticks)
{
    /// <param name="max">Largest value to show, or null when there is none.</param>
    public static ValueAxis For(ChartUnit unit, double? max)
    {
        var (factor, name) = Shown(unit, max ?? 0);
        var top = unit is ChartUnit.Ratio ? Math.Max(max ?? 0, 0.01) : max ?? 0;
        var ticks = NiceTicks.UpTo(top * factor);
        return new ValueAxis(ticks[^1] / factor, factor, name, [.. ticks.Select(t => new AxisTick(t / factor, Label(t, ticks[^1], unit)))]);
    }

    /// <summary>An axis of 0–100% whatever the values are.</summary>
    public static ValueAxis WholeRatio() => For(ChartUnit.Ratio, 1);

    /// <summary>A value with its unit, as the summaries and tables say it.</summary>
    public static string Text(ChartUnit unit, double value) => unit switch
    {
        ChartUnit.Ratio => Figures.Percent(value),
        ChartUnit.Milliseconds => Figures.Milliseconds(value),
        ChartUnit.DollarsPerHour => Figures.Dollars(value) + "/h",
        ChartUnit.RequestsPerSecond => Figures.Amount(value) + " req/s",
        ChartUnit.TokensPerSecond => Figures.Amount(value) + " tok/s",
        ChartUnit.Tokens => Figures.Amount(value) + " tokens",
        ChartUnit.Characters => Figures.Amount(value) + " characters",
        ChartUnit.MebibytesPerSecond => Figures.Amount(value) + " MiB/s",
        _ => Figures.Amount(value),
    };

    private static (double Factor, string Name) Shown(ChartUnit unit, double max) => unit switch
    {
        ChartUnit.Ratio => (100, "%"),
        ChartUnit.Milliseconds => max >= 2000 ? (0.001, "s") : (1, "ms"),
        ChartUnit.DollarsPerHour => (1, "$/h"),
        ChartUnit.RequestsPerSecond => (1, "req/s"),
        ChartUnit.TokensPerSecond => (1, "tok/s"),
        ChartUnit.Tokens => (1, "tokens"),
        ChartUnit.Characters => (1, "characters"),
        ChartUnit.MebibytesPerSecond => (1, "MiB/s"),
        ChartUnit.Requests => (1, "requests"),
        _ => (1, ""),
    };

    // One magnitude for the whole axis: 5k beside 10k.
    private static string Label(double tick, double top, ChartUnit unit) => (tick, top) switch
    {
        (0, _) => "0",
        (_, >= 1e10) => Shown(tick / 1e9) + "B",
        (_, >= 1e7) => Shown(tick / 1e6) + "M",
        (_, >= 1e4) => Shown(tick / 1e3) + "k",
        _ when unit is ChartUnit.DollarsPerHour => tick.ToString("0.00####", CultureInfo.InvariantCulture),
        _ => Shown(tick),
    };

    private static string Shown(double value) => value.ToString("#,0.######", CultureInfo.InvariantCulture);
}

/// <param name="Value">In the unit of the values.</param>
/// <param name="Label">In the unit shown.</param>
public readonly record struct AxisTick(double Value, string Label);
