using Plimsoll.Components.Views;
using Plimsoll.Quality.Rubrics;

namespace Plimsoll.Gateway.WebConsole.Quality;

/// <summary>What the page of a component's quality shows.</summary>
/// <param name="Worst">The lowest scores first.</param>
public sealed record QualityModel(string Name, QualityView View, IReadOnlyList<VerdictView> Worst, DateTimeOffset Now)
{
    /// <summary>Scores of the present rubric: dimensions down, versions of the model across.</summary>
    public IReadOnlyList<QualityScoreView> Present => [.. View.Scores.Where(s => s.Rubric == View.Judge.Rubric)];

    /// <summary>Of other rubrics or evaluators; never mixed with the present ones.</summary>
    public IReadOnlyList<QualityScoreView> Others => [.. View.Scores.Where(s => s.Rubric != View.Judge.Rubric)];

    public IReadOnlyList<string> Versions => [.. Present.Select(s => s.ModelVersion).Distinct().Order(StringComparer.Ordinal)];

    public IReadOnlyList<string> Dimensions => [.. Present.Select(s => s.Dimension).Distinct()];

    public QualityScoreView? Score(string dimension, string version) =>
        Present.FirstOrDefault(s => s.Dimension == dimension && s.ModelVersion == version);

    /// <summary>One chart for each version of the model.</summary>
    public IReadOnlyList<BandChart> Charts =>
        [.. View.Tracks.Where(t => t.Dimension == RubricLimits.Composite).Select(t => BandChart.Of(t, Now))];
}
