using Plimsoll.Quality.Calibration;
using Plimsoll.Support;

namespace Plimsoll.Core.Tests.Quality.Calibration;

public class AgreementTests
{
    [SharedFact("vectors", "cohen_kappa.json")]
    public void The_worked_examples_of_kappa_hold()
    {
        var binary = VectorCase.Of("cohen_kappa.json", "binary");
        Assert.Equal(binary.ExpectedNumber("kappa"), CohenKappa.Of(binary.Numbers("a"), binary.Numbers("b"), [0, 1])!.Value, 1e-12);
        Assert.Equal(binary.ExpectedNumber("agreement"), CohenKappa.Agreement(binary.Numbers("a"), binary.Numbers("b"))!.Value, 1e-12);

        var ordinal = VectorCase.Of("cohen_kappa.json", "ordinal_quadratic");
        var (a, b, categories) = (ordinal.Numbers("a"), ordinal.Numbers("b"), ordinal.Numbers("categories"));
        Assert.Equal(ordinal.ExpectedNumber("kappa_unweighted"), CohenKappa.Of(a, b, categories)!.Value, 1e-12);
        Assert.Equal(ordinal.ExpectedNumber("kappa_quadratic"), CohenKappa.Of(a, b, categories, quadratic: true)!.Value, 1e-12);
    }

    [Fact]
    public void Kappa_of_raters_who_only_ever_say_one_thing_is_undefined() => Assert.Null(CohenKappa.Of([1, 1, 1], [1, 1, 1], [0, 1]));

    [SharedTheory("vectors", "krippendorff_alpha.json")]
    [InlineData(RatingScale.Nominal, "nominal")]
    [InlineData(RatingScale.Ordinal, "ordinal")]
    [InlineData(RatingScale.Interval, "interval")]
    [InlineData(RatingScale.Ratio, "ratio")]
    public void The_published_example_of_alpha_holds(RatingScale scale, string name)
    {
        var example = VectorCase.Of("krippendorff_alpha.json", "krippendorff_2011_4x12");
        var judges = example.Inputs.GetProperty("ratings_by_judge").EnumerateArray().Select(j => j.EnumerateArray().ToList()).ToList();
        var units = Enumerable.Range(0, judges[0].Count)
            .Select(u => (IReadOnlyList<double>)[.. judges.Select(j => j[u]).Where(r => r.ValueKind != System.Text.Json.JsonValueKind.Null).Select(r => r.GetDouble())]);

        Assert.Equal(example.ExpectedNumber("alpha", name), new KrippendorffAlpha([.. units], scale).Value!.Value, 1e-9);
    }

    [Fact]
    public void Alpha_is_undefined_where_nobody_could_disagree()
    {
        var alpha = new KrippendorffAlpha([[1d, 1d], [1d, 1d]], RatingScale.Nominal);

        Assert.Null(alpha.Value);
        Assert.Null(alpha.Bootstrap(1));
    }

    [Theory]
    [InlineData(0.02, 300, TrustLevel.Trusted)]
    [InlineData(0.5, 300, TrustLevel.Quarantined)]
    [InlineData(0.15, 40, TrustLevel.Unproven)]
    [InlineData(0, 29, TrustLevel.Unproven)]
    public void Trust_follows_from_the_interval_and_never_from_a_handful(double wrong, int pairs, TrustLevel expected)
    {
        var random = new Random(3);
        var human = Enumerable.Range(0, pairs).Select(i => (double)(i % 2)).ToArray();
        var judge = human.Select(h => (double?)(random.NextDouble() < wrong ? 1 - h : h)).ToArray();

        Assert.Equal(expected, JudgeTrust.Of(human, judge, RatingScale.Nominal, 1).Level);
    }

    [Fact]
    public void A_verdict_that_cannot_be_read_is_missing_and_not_wrong()
    {
        var human = Enumerable.Range(0, 60).Select(i => (double)(i % 2)).ToArray();
        var trust = JudgeTrust.Of(human, [.. human.Select((h, i) => i < 20 ? null : (double?)h)], RatingScale.Nominal, 1);

        Assert.Equal((40, 1d), (trust.Pairs, trust.Alpha!.Value));
    }

    [Fact]
    public void The_same_seed_gives_the_same_interval()
    {
        var alpha = new KrippendorffAlpha([.. Enumerable.Range(0, 50).Select(i => (IReadOnlyList<double>)[i % 3, i % 7 == 0 ? 1 : i % 3])], RatingScale.Nominal);

        Assert.Equal(alpha.Bootstrap(9), alpha.Bootstrap(9));
        Assert.NotEqual(alpha.Bootstrap(9), alpha.Bootstrap(10));
    }

    [Fact]
    public void A_good_judge_of_a_rare_class_has_recall_and_precision_though_its_agreement_is_low()
    {
        bool[] human = [.. Enumerable.Range(0, 1_000).Select(i => i < 10)];
        bool?[] judge = [.. Enumerable.Range(0, 1_000).Select(i => i == 999 ? null : (bool?)(i is > 0 and < 15))];

        var detection = ClassDetection.Of(human, judge);

        Assert.Equal(new ClassDetection(9, 1, 5), detection);
        Assert.Equal(0.9, detection.Recall!.Value, 1e-12);
        Assert.Equal(9d / 14, detection.Precision!.Value, 1e-12);
        Assert.InRange(detection.RecallBounds!.Value.Lower, 0.55, 0.65);
        Assert.Null(ClassDetection.Of([false], [false]).Recall);
    }
}
