using System.Globalization;
using Plimsoll.Cli.Output;
using Plimsoll.Quality.Golden;

namespace Plimsoll.Cli.Golden;

/// <summary>A run in lines.</summary>
internal static class GoldenOutput
{
    /// <summary>Most ids that are listed.</summary>
    private const int MostShown = 20;

    public static IEnumerable<string> Lines(GoldenReport report, GoldenReport? previous, GoldenDifference? difference, double maxDrop)
    {
        yield return string.Create(
            CultureInfo.InvariantCulture, $"score {Shown(report.MeanScore)} over {report.Questions - report.Missing} of {report.Questions} questions, consistency {Shown(report.Consistency)}");
        foreach (var reason in report.Scores.Where(s => s.Score is null).GroupBy(s => s.Reason).OrderByDescending(g => g.Count()))
            yield return $"no score ({reason.Key}): {Listed([.. reason.Select(s => s.Id)])}";
        if (difference is null || previous is null)
            yield break;
        if (previous.SetVersion != report.SetVersion)
            yield return "the set has changed since the run before; questions are compared by id";
        yield return difference.MeanChange is { } change
            ? string.Create(CultureInfo.InvariantCulture, $"against {previous.At:yyyy-MM-dd HH:mm} UTC: {change:+0.###;-0.###;0} over {difference.Common} questions, {difference.Worse.Count} worse and {difference.Better} better (sign test p {difference.SignP:0.###})")
            : "no question has a score in both runs";
        if (difference.Worse.Count > 0)
            yield return $"worse: {Listed(difference.Worse)}";
        if (difference.ConsistencyChange is { } consistency)
            yield return string.Create(CultureInfo.InvariantCulture, $"consistency {consistency:+0.###;-0.###;0}");
        if (difference.IsRegression(maxDrop))
            yield return string.Create(CultureInfo.InvariantCulture, $"regression: more than {maxDrop:0.###} is lost");
    }

    private static string Shown(double? value) => value?.ToString("0.###", CultureInfo.InvariantCulture) ?? "–";

    /// <summary>The first of some ids.</summary>
    public static string Listed(IReadOnlyList<string> ids)
    {
        var shown = string.Join(", ", ids.Take(MostShown).Select(PlainTable.Printable));
        return ids.Count > MostShown ? $"{shown} and {ids.Count - MostShown} more" : shown;
    }
}
