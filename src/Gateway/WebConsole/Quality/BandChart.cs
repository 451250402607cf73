using System.Globalization;
using Plimsoll.Components.Views;

namespace Plimsoll.Gateway.WebConsole.Quality;

/// <summary>A score over two days with its band, as paths in a box of <see cref="Width"/> by <see cref="Height"/>; hours without a score break the line.</summary>
/// <param name="Band">Surface between the bounds.</param>
/// <param name="Summary">What the chart shows, in words.</param>
public sealed record BandChart(string Version, string Line, string Band, string Summary, DateTimeOffset From, DateTimeOffset To)
{
    public const int Width = 1000;
    public const int Height = 200;
    private static readonly TimeSpan s_reach = TimeSpan.FromHours(48);
    private static readonly TimeSpan s_hour = TimeSpan.FromHours(1);

    /// <summary>Marks of a good and of a very good score.</summary>
    public static IReadOnlyList<double> Marks { get; } = [0.85, 0.95];

    public static BandChart Of(QualityTrackView track, DateTimeOffset now)
    {
        var (from, to) = (now - s_reach, now);
        var runs = Runs([.. track.Points.Where(p => p.At > from - s_hour)]);
        return new(
            track.ModelVersion,
            string.Concat(runs.Select(r => Path(r.Select(p => (X(p), p.Mean))) + (r.Count == 1 ? "h0" : ""))),
            string.Concat(runs.Select(r => Path(Edges(r, p => p.Upper).Concat(Edges(r, p => p.Lower).Reverse())) + "Z")),
            Words(track), from, to);

        double X(QualityPoint p) => Math.Clamp((p.At + s_hour / 2 - from) / s_reach, 0, 1) * Width;

        // A band of a single hour is as wide as the hour.
        IEnumerable<(double X, double Y)> Edges(List<QualityPoint> run, Func<QualityPoint, double> bound)
        {
            var half = Width / (s_reach / s_hour) / 2;
            yield return (X(run[0]) - half, bound(run[0]));
            foreach (var point in run)
                yield return (X(point), bound(point));
            yield return (X(run[^1]) + half, bound(run[^1]));
        }
    }

    /// <summary>Position of a score, 0 at the bottom.</summary>
    public static double Y(double score) => (1 - score) * Height;

    private static string Path(IEnumerable<(double X, double Score)> points) =>
        "M" + string.Join('L', points.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.X:0.#} {Y(p.Score):0.#}")));

    private static List<List<QualityPoint>> Runs(List<QualityPoint> points)
    {
        var runs = new List<List<QualityPoint>>();
        foreach (var point in points)
        {
            if (runs.Count == 0 || point.At - runs[^1][^1].At > s_hour)
                runs.Add([]);
            runs[^1].Add(point);
        }
        return runs;
    }

    private static string Words(QualityTrackView track)
    {
        if (track.Points is not [.., var last])
            return "No score yet.";
        return string.Create(CultureInfo.InvariantCulture,
            $"Latest {last.Mean:0.000}, between {last.Lower:0.000} and {last.Upper:0.000}, from {last.Judged} judgements. Lowest hour {track.Points.Min(p => p.Mean):0.000}, highest {track.Points.Max(p => p.Mean):0.000}.");
    }
}
