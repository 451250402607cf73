using System.Text.Json;
using Plimsoll.Core.Tests.Quality;
using Plimsoll.Drift.Embeddings;
using Plimsoll.Support;

namespace Plimsoll.Core.Tests.Drift.Embeddings;

public class EmbeddingTests
{
    [SharedFact("vectors", "mmd_energy_c2st.json")]
    public void The_worked_examples_of_discrepancies_hold()
    {
        var example = VectorCase.Of("mmd_energy_c2st.json", "mmd_energy_4v4");
        var found = MeanDiscrepancy.Of(Vectors(example, "X"), Vectors(example, "Y"), 1)!;
        Assert.Equal(example.ExpectedNumber("sigma2"), found.KernelVariance, 1e-9);
        Assert.Equal(example.ExpectedNumber("mmd2_unbiased"), found.Squared, 1e-9);
        Assert.Equal(example.ExpectedNumber("p_exact_permutation_70"), found.PValue, 1e-9);
        Assert.Equal(example.ExpectedNumber("energy_distance_sq"), found.EnergySquared, 1e-9);

        var features = VectorCase.Of("mmd_energy_c2st.json", "rff_mean_embedding");
        var (x, y) = (Features(features, "X"), Features(features, "Y"));
        Assert.Equal(features.ExpectedNumbers("mean_phi_X"), x.Mean!, (a, b) => Math.Abs(a - b) < 1e-7);
        Assert.Equal(features.ExpectedNumbers("mean_phi_Y"), y.Mean!, (a, b) => Math.Abs(a - b) < 1e-7);
        Assert.Equal(features.ExpectedNumber("mmd2_rff"), x.SquaredDistance(y)!.Value, 1e-7);

        var classifier = VectorCase.Of("mmd_energy_c2st.json", "c2st");
        var test = ClassifierTest.Of((int)classifier.Number("n_test"), classifier.Number("accuracy"));
        Assert.Equal(classifier.ExpectedNumber("z"), test.Z, 1e-9);
        Assert.Equal(classifier.ExpectedNumber("p_one_sided"), test.PValue, 1e-9);
    }

    [Fact]
    public void Vectors_of_another_kind_are_told_apart_and_of_the_same_are_not()
    {
        var random = new Random(2);
        float[][] Sample(float shift) =>
            [.. Enumerable.Range(0, 60).Select(_ => Enumerable.Range(0, 8).Select(i => random.NextSingle() + (i == 0 ? shift : 0)).ToArray())];
        var baseline = Sample(0);

        Assert.True(MeanDiscrepancy.Of(baseline, Sample(0.6f), 7)!.Drifts);
        Assert.False(MeanDiscrepancy.Of(baseline, Sample(0), 7)!.Drifts);
        Assert.Null(MeanDiscrepancy.Of([baseline[0], baseline[0]], [baseline[0], baseline[0]], 7));
    }

    [Fact]
    public void Features_of_parts_merge_to_those_of_the_whole()
    {
        double[][] weights = [[1, 2], [0.5, -1]];
        var (a, b, whole) = (new RandomFeatures(2), new RandomFeatures(2), new RandomFeatures(2));
        foreach (var (part, vector) in new (RandomFeatures, float[])[] { (a, [1, 2]), (b, [3, 4]), (b, [5, 6]) })
        {
            part.Add(vector, weights, [0, 1]);
            whole.Add(vector, weights, [0, 1]);
        }
        a.Merge(b);

        Assert.Equal((3, 0), (a.Count, a.SquaredDistance(whole)!.Value));
        Assert.Null(a.SquaredDistance(new(2)));
    }

    [SharedFact("vectors", "semantic_drift.json")]
    public void The_worked_examples_of_semantic_drift_hold()
    {
        var pairs = VectorCase.Of("semantic_drift.json", "pairs");
        var drift = SemanticDrift.Of(Vectors(pairs, "e_t1"), Vectors(pairs, "e_t2"))!;
        Assert.Equal(pairs.ExpectedNumber("valid_pairs"), drift.ValidPairs);
        Assert.Equal(pairs.ExpectedNumber("drift"), drift.Drift, 1e-7);
        Assert.Equal(pairs.ExpectedNumber("se"), drift.StandardError, 1e-7);

        var over = VectorCase.Of("semantic_drift.json", "excess_over_noise_floor");
        var found = new SemanticDrift(100, over.Number("drift"), over.Number("se"));
        var noise = new SemanticDrift(100, over.Number("noise_floor"), over.Number("noise_se"));
        var (excess, z, p) = found.Over(noise);
        Assert.Equal(over.ExpectedNumber("excess"), excess, 1e-9);
        Assert.Equal(over.ExpectedNumber("z"), z, 1e-9);
        Assert.Equal(over.ExpectedNumber("p_one_sided"), p, 1e-9);
        Assert.True(found.Drifts(noise));
        Assert.Null((found with { ValidPairs = 29 }).Drifts(noise));
    }

    private static float[][] Vectors(VectorCase example, string name) =>
        [.. example.Inputs.GetProperty(name).EnumerateArray().Select(row => row.EnumerateArray().Select(e => e.GetSingle()).ToArray())];

    private static RandomFeatures Features(VectorCase example, string name)
    {
        double[][] weights = [.. example.Inputs.GetProperty("W").EnumerateArray().Select(Row)];
        var features = new RandomFeatures(weights.Length);
        foreach (var vector in Vectors(example, name))
            features.Add(vector, weights, example.Numbers("b"));
        return features;
    }

    private static double[] Row(JsonElement row) => [.. row.EnumerateArray().Select(e => e.GetDouble())];
}
