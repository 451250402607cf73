using Plimsoll.Aggregation.Encoding;
using Plimsoll.Components;
using Plimsoll.Components.Judging;
using Plimsoll.Components.Reporting;
using Plimsoll.Components.Views;
using Plimsoll.Core.Tests.Quality;
using Plimsoll.Quality.Queue;
using Plimsoll.Quality.Rubrics;
using Plimsoll.Quality.Sampling;

namespace Plimsoll.Core.Tests.Components.Reporting;

public class QualityLoadTests
{
    private static readonly Rubric s_rubric = BuiltInRubrics.Default;

    [Fact]
    public void Scores_that_fall_with_the_queue_are_found_and_those_that_do_not_are_not()
    {
        var random = new Random(3);
        var view = View(200, i => (Score(1 - 0.003 * i, random), i, random.NextDouble(), "chat"));

        var queue = view.Factors.Single(f => f.Factor == "queue_ms");
        Assert.Equal(("worse_with_more", 200), (queue.Finding, queue.Answers));
        Assert.True(queue.Upper < -0.5 && queue.PValue < 1e-6);
        Assert.Equal(5, queue.Bins.Count);
        Assert.Equal(200, queue.Bins.Sum(b => b.Answers));
        Assert.True(queue.Bins[0].Mean > queue.Bins[^1].Mean + 0.3);
        Assert.Equal("none", view.Factors.Single(f => f.Factor == "kv_cache_usage_ratio").Finding);
        Assert.Equal(("too_few", 0), (view.Factors.Single(f => f.Factor == "gpu_utilization_ratio").Finding, view.Factors.Single(f => f.Factor == "gpu_utilization_ratio").Answers));
        Assert.Equal("none", view.PromptClasses.Finding);
    }

    [Fact]
    public void Classes_of_prompts_that_score_apart_are_told_poorest_first()
    {
        var random = new Random(4);
        var view = View(120, i => (Score(i % 3 == 0 ? 0.6 : 0.9, random), random.NextDouble(), null, i % 3 == 0 ? "code" : "chat"));

        Assert.Equal("differ", view.PromptClasses.Finding);
        Assert.Equal(["code", "chat"], view.PromptClasses.Classes.Select(c => c.PromptClass));
        Assert.Equal((40, 80), (view.PromptClasses.Classes[0].Answers, view.PromptClasses.Classes[1].Answers));
    }

    [Fact]
    public void Answers_of_the_same_load_stay_in_one_bin_and_few_answers_say_nothing()
    {
        var view = View(20, i => (0.5 + 0.02 * i, i < 12 ? 0 : i, null, ""));

        var queue = view.Factors.Single(f => f.Factor == "queue_ms");
        Assert.Equal(12, queue.Bins[0].Answers);
        Assert.Equal("too_few", queue.Finding);
        Assert.Equal("too_few", view.PromptClasses.Finding);
    }

    [Fact]
    public void Targeted_answers_and_other_rubrics_are_left_out()
    {
        var data = new ComponentData("chat", ComponentSettings.Default);
        data.Judging.Verdicts.Add(Verdict(1, 0.5, 1, null, "", JudgePriority.Targeted), 1);
        data.Judging.Verdicts.Add(Verdict(2, 0.5, 1, null, "") with { Label = VerdictLabel.Of(s_rubric) with { Version = "another" } }, 1);

        Assert.Equal(0, QualityLoadReport.Make(data, new(RubricLimits.Composite, null)).Answers);
    }

    [Fact]
    public void Load_is_kept_and_verdicts_of_a_build_that_kept_none_are_read()
    {
        var block = new VerdictBlock(0);
        block.Records.Add(Verdict(1, 0.5, 12, 0.7, "chat"));
        Assert.Equal(block.Records[0].Load, Saved.Reload(block.Write, (ref r) => VerdictBlock.Read(ref r, 0)).Records[0].Load);

        block.Records[0] = block.Records[0] with { Load = null };
        var writer = new StateWriter();
        block.Write(writer);
        var before = writer.ToArray()[..^1];
        before[0] = 3;
        var reader = new StateReader("test", before);
        var read = VerdictBlock.Read(ref reader, 0);
        reader.End();
        Assert.Equal((1, (VerdictLoad?)null), (read.Records.Count, read.Records[0].Load));
    }

    private static double Score(double mean, Random random) => Math.Clamp(mean + 0.1 * (random.NextDouble() - 0.5), 0, 1);

    private static QualityLoadView View(int answers, Func<int, (double Score, double Queue, double? Cache, string Class)> make)
    {
        var data = new ComponentData("chat", ComponentSettings.Default);
        for (var i = 0; i < answers; i++)
        {
            var (score, queue, cache, kind) = make(i);
            data.Judging.Verdicts.Add(Verdict(i, score, queue, cache, kind), 1);
        }
        return QualityLoadReport.Make(data, new(RubricLimits.Composite, null));
    }

    private static VerdictRecord Verdict(int i, double score, double queue, double? cache, string kind, JudgePriority priority = JudgePriority.Uniform) => new(
        VerdictLabel.Of(s_rubric),
        new($"id{i}", (ulong)i, priority, s_rubric.Version, 1, 1, Feed.T0 + i, new(kind, LengthTercile.Middle), new(Guid.Empty, $"r{i}", null, "", "v1", null, Feed.T0 + i, false)),
        [score, score, score], score, "", Feed.T0 + i)
    { Load = new(queue, null, null, null, cache, null, null, null) };
}
