using System.Globalization;
using Plimsoll.Components.Views;

namespace Plimsoll.Gateway.WebConsole.Golden;

/// <summary>Score and consistency over the runs of a set, as paths in a box of <see cref="Width"/> by <see cref="Height"/>; a run without a figure breaks the line.</summary>
/// <param name="Summary">What the chart shows, in words.</param>
public sealed record GoldenChart(string Score, string Consistency, string Summary, DateTimeOffset From, DateTimeOffset To)
{
    public const int Width = 1000;
    public const int Height = 200;

    /// <param name="runs">Newest first.</param>
    /// <returns>Null under two runs.</returns>
    public static GoldenChart? Of(IReadOnlyList<GoldenRunView> runs)
    {
        if (runs.Count < 2 || runs[^1].At >= runs[0].At)
            return null;
        var (from, to) = (runs[^1].At, runs[0].At);
        return new(Path(r => r.Score), Path(r => r.Consistency), Words(runs), from, to);

        string Path(Func<GoldenRunView, double?> figure)
        {
            var (path, broken) = ("", true);
            foreach (var run in runs.Reverse())
            {
                if (figure(run) is { } value)
                    path += string.Create(CultureInfo.InvariantCulture, $"{(broken ? 'M' : 'L')}{(run.At - from) / (to - from) * Width:0.#} {(1 - value) * Height:0.#}{(broken ? "h0" : "")}");
                broken = figure(run) is null;
            }
            return path;
        }
    }

    private static string Words(IReadOnlyList<GoldenRunView> runs) => string.Create(
        CultureInfo.InvariantCulture,
        $"{runs.Count} runs. Latest score {runs[0].Score?.ToString("0.000", CultureInfo.InvariantCulture) ?? "unknown"}, lowest {runs.Min(r => r.Score):0.000}, highest {runs.Max(r => r.Score):0.000}.");
}
