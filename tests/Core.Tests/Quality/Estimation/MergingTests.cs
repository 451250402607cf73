using FsCheck;
using FsCheck.Fluent;
using Plimsoll.Quality.Verdicts;

namespace Plimsoll.Core.Tests.Quality.Estimation;

public class MergingTests
{
    [Fact]
    public void However_scores_are_split_into_windows_their_merge_is_the_window_of_all() => Prop.ForAll(
        Gen.Choose(0, 1_000).Select(i => (Score: i % 101 / 100d, Inclusion: (i + 1) / 1_001d, Part: i % 3)).ListOf().ToArbitrary(),
        scores =>
        {
            var parts = Enumerable.Range(0, 3).Select(_ => new ScoreWindow()).ToArray();
            var whole = new ScoreWindow();
            foreach (var (score, inclusion, part) in scores)
            {
                parts[part].Add(score, inclusion);
                whole.Add(score, inclusion);
            }
            parts[2].Merge(parts[0]);
            parts[2].Merge(parts[1]);
            return parts[2].Judged == whole.Judged && Near(parts[2].Mean, whole.Mean) && Near(parts[2].Bounds()?.Lower, whole.Bounds()?.Lower)
                && Near(parts[2].StandardError, whole.StandardError);
        }).QuickCheckThrowOnFailure();

    private static bool Near(double? a, double? b) => a is null ? b is null : b is not null && Math.Abs(a.Value - b.Value) < 1e-6;
}
