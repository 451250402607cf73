using Plimsoll.Quality.Calibration;
using Plimsoll.Quality.Rubrics;

namespace Plimsoll.Components.Judging;

/// <summary>How far the judge is to be relied on, by dimension and model version. It follows from what people said, and is made anew when they say more.</summary>
internal sealed class JudgeTrustBook
{
    /// <summary>Fixed, so that the same annotations always give the same bounds.</summary>
    private const ulong Seed = 20_261_121;

    private readonly Dictionary<(string Dimension, string ModelVersion), JudgeTrust> _trust = [];
    private readonly Dictionary<(string Dimension, string ModelVersion), VerbosityBias> _verbosity = [];
    private readonly long _version;
    private readonly string _rubric;
    private readonly int _dimensions;

    private JudgeTrustBook(AnnotationBook annotations, Rubric rubric)
    {
        (_version, _rubric, _dimensions) = (annotations.Version, rubric.Version, rubric.Dimensions.Count);
        foreach (var version in annotations.Answers.Where(a => a.RubricVersion == rubric.Version).GroupBy(a => a.ModelVersion))
        {
            for (var i = 0; i < rubric.Dimensions.Count; i++)
            {
                var rated = version.Where(a => a.Human[i] is not null).ToList();
                if (rated.Count == 0)
                    continue;
                var key = (rubric.Dimensions[i].Name, version.Key);
                _trust[key] = JudgeTrust.Of([.. rated.Select(a => a.Human[i]!.Value)], [.. rated.Select(a => a.Judge[i])], RatingScale.Interval, Seed);
                _verbosity[key] = Verbosity([.. rated.Where(a => a.Judge[i] is not null && a.ResponseChars is not null)], i);
            }
        }
    }

    public static JudgeTrustBook Of(ComponentData data)
    {
        var (judging, rubric) = (data.Judging, data.Settings.Judging.Rubric);
        if (judging.Trust is { } known && known._version == judging.Annotations.Version && known._rubric == rubric.Version)
            return known;
        return judging.Trust = new(judging.Annotations, rubric);
    }

    /// <summary>What people said something about, in order.</summary>
    public IEnumerable<(string Dimension, string ModelVersion, JudgeTrust Trust)> All =>
        _trust.OrderBy(t => t.Key).Select(t => (t.Key.Dimension, t.Key.ModelVersion, t.Value));

    /// <summary>Null where no person judged that.</summary>
    public JudgeTrust? Find(string dimension, string modelVersion) => _trust.GetValueOrDefault((dimension, modelVersion));

    /// <summary>Whether the judge prefers long answers beyond what people do; null where no person judged that.</summary>
    public VerbosityBias? FindVerbosity(string dimension, string modelVersion) => _verbosity.GetValueOrDefault((dimension, modelVersion));

    /// <summary>A composite is worth no more than the least of what it is made of.</summary>
    public TrustLevel Level(string dimension, string modelVersion)
    {
        if (dimension != RubricLimits.Composite)
            return Find(dimension, modelVersion)?.Level ?? TrustLevel.Unproven;
        var levels = _trust.Where(t => t.Key.ModelVersion == modelVersion).Select(t => t.Value.Level).ToList();
        return levels.Contains(TrustLevel.Quarantined) ? TrustLevel.Quarantined
            : levels.Count == _dimensions && levels.TrueForAll(l => l == TrustLevel.Trusted) ? TrustLevel.Trusted
            : TrustLevel.Unproven;
    }

    /// <summary>Whether the scores may be shown and feed no alert.</summary>
    public bool IsQuarantined(string dimension, string modelVersion) => Level(dimension, modelVersion) == TrustLevel.Quarantined;

    /// <summary>Null while no person has judged an answer of that version.</summary>
    public bool? AnyQuarantined(string modelVersion)
    {
        var of = _trust.Where(t => t.Key.ModelVersion == modelVersion).ToList();
        return of.Count == 0 ? null : of.Exists(t => t.Value.Level == TrustLevel.Quarantined);
    }

    private static VerbosityBias Verbosity(List<AnnotatedAnswer> rated, int dimension) => rated.Count < 2 ? new(null, rated.Count) : VerbosityBias.Of(
        [.. rated.Select(a => a.Judge[dimension]!.Value)], [.. rated.Select(a => (double)a.ResponseChars!.Value)], [.. rated.Select(a => a.Human[dimension]!.Value)]);
}
