using System.Globalization;
using Plimsoll.Quality.Rubrics;

namespace Plimsoll.Cli.Checking;

/// <summary>What a valid rubric comes to, in a few lines.</summary>
internal static class RubricSummary
{
    public static IEnumerable<string> Lines(Rubric rubric)
    {
        yield return $"ok: rubric {rubric.Id}, version {rubric.Version}, evaluator {rubric.Evaluator}";
        var weights = rubric.Dimensions.Sum(d => d.Weight);
        foreach (var dimension in rubric.Dimensions)
        {
            var share = (dimension.Weight / weights).ToString("P1", CultureInfo.InvariantCulture);
            var needs = dimension.Needs == RubricNeed.Response ? "" : $", needs the {dimension.Needs.ToString().ToLowerInvariant()}";
            yield return $"  {dimension.Name}: {share} of the composite{needs}";
        }
    }
}
