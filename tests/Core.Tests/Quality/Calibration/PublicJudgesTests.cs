using Plimsoll.Quality.Calibration;
using Plimsoll.Support;

namespace Plimsoll.Core.Tests.Quality.Calibration;

public class PublicJudgesTests
{
    [SharedTheory("data", "xstest_judge")]
    [InlineData("gpt4", 450, 0.511, 0.573)]
    [InlineData("llama2new", 450, 0.391, 0.587)]
    [InlineData("mistralinstruct", 439, 0.827, 0.875)]
    public void People_and_judge_find_these_rates_of_compliance(string model, int pairs, double human, double judge)
    {
        var readable = Readable(JudgedData.XsTest(model));

        Assert.Equal(pairs, readable.Human.Length);
        Assert.Equal(human, readable.Human.Count(l => l == 1) / (double)pairs, 0.0005);
        Assert.Equal(judge, readable.Judge.Count(l => l == 1) / (double)pairs, 0.0005);
    }

    [SharedFact("data", "xstest_judge")]
    public void A_judge_that_hardly_agrees_has_a_kappa_near_0()
    {
        var (human, judge) = Readable(JudgedData.XsTest("mistralinstruct"));

        Assert.Equal(0.08, CohenKappa.Of(human, judge, [1, 2, 3])!.Value, 0.005);
    }

    /// <summary>The published figures take a verdict that cannot be read for a tie.</summary>
    [SharedTheory("data", "pandalm_judge")]
    [InlineData("gpt-3.5-turbo-testset-v1.json", "gpt_result", 0.496)]
    [InlineData("pandalm-7b-testset-v1.json", "pandalm_result", 0.435)]
    public void Judges_of_pairs_agree_with_the_majority_of_people_this_far(string file, string field, double kappa)
    {
        var (human, judge) = JudgedData.PandaLm(file, field);

        Assert.Equal(kappa, CohenKappa.Of(human, [.. judge.Select(j => Math.Max(j, 0))], [0, 1, 2])!.Value, 0.0006);
    }

    [SharedFact("data", "pandalm_judge")]
    public void With_what_cannot_be_read_left_out_as_missing_the_agreement_is_another()
    {
        var (human, judge) = Readable(JudgedData.PandaLm("gpt-3.5-turbo-testset-v1.json", "gpt_result"));

        Assert.Equal(974, human.Length);
        Assert.Equal(0.493, CohenKappa.Of(human, judge, [0, 1, 2])!.Value, 0.0005);
    }

    [SharedTheory("data", "xstest_judge")]
    [InlineData("gpt4", TrustLevel.Trusted)]
    [InlineData("llama2new", TrustLevel.Unproven)]
    [InlineData("mistralinstruct", TrustLevel.Quarantined)]
    public void The_verdict_on_a_judge_follows_from_its_interval(string model, TrustLevel expected)
    {
        var (human, judge) = JudgedData.XsTest(model);

        var trust = JudgeTrust.Of(
            [.. human.Select(h => (double)h)], [.. judge.Select(j => j == JudgedData.Unreadable ? null : (double?)j)], RatingScale.Nominal, 1);

        Assert.True(trust.Level == expected, $"{trust.Level}: {trust.Alpha:0.###} {trust.Bounds} over {trust.Pairs}");
    }

    private static (int[] Human, int[] Judge) Readable((int[] Human, int[] Judge) all)
    {
        var pairs = all.Human.Zip(all.Judge).Where(p => p.Second != JudgedData.Unreadable).ToList();
        return ([.. pairs.Select(p => p.First)], [.. pairs.Select(p => p.Second)]);
    }
}
