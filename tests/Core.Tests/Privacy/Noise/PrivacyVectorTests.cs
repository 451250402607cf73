using Plimsoll.Core.Tests.Quality;
using Plimsoll.Privacy.Noise;
using Plimsoll.Support;

namespace Plimsoll.Core.Tests.Privacy.Noise;

public class PrivacyVectorTests
{
    private static readonly byte[] s_key = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    [SharedFact("vectors", "differential_privacy.json")]
    public void Calibration_and_composition_are_those_of_the_worked_example()
    {
        var gaussian = VectorCase.Of("differential_privacy.json", "analytic_gaussian");
        var epsilons = gaussian.Inputs.GetProperty("epsilon").EnumerateArray().Select(e => PrivacyLoss.GaussianSigma(e.GetDouble())).ToList();
        Assert.All(epsilons.Zip(gaussian.Expected.GetProperty("sigma").EnumerateArray()), p => Assert.Equal(p.Second.GetDouble(), p.First, 6));
        var zcdp = VectorCase.Of("differential_privacy.json", "zcdp");
        var rhos = zcdp.Inputs.GetProperty("rho").EnumerateArray().Select(r => r.GetDouble()).ToList();
        Assert.All(rhos.Zip(zcdp.Expected.GetProperty("epsilon").EnumerateArray()), p => Assert.Equal(p.Second.GetDouble(), PrivacyLoss.Epsilon(p.First), 9));
        Assert.All(rhos.Zip(zcdp.Expected.GetProperty("gaussian_sigma_for_rho").EnumerateArray()), p => Assert.Equal(p.First, PrivacyLoss.OfGaussian(p.Second.GetDouble()), 9));
        var threshold = VectorCase.Of("differential_privacy.json", "partition_threshold").Expected.GetProperty("threshold_laplace").GetDouble();
        Assert.Equal(threshold, DiscreteLaplace.Threshold(1, 1e-6), 9);
    }

    [SharedFact("vectors", "differential_privacy.json")]
    public void Laplace_noise_falls_as_often_on_each_number_as_it_should()
    {
        const int Draws = 40_000;
        var laplace = VectorCase.Of("differential_privacy.json", "discrete_laplace");
        var bits = new NoiseStream(s_key, "laplace");
        var drawn = Enumerable.Range(0, Draws).Select(_ => DiscreteLaplace.Sample(bits, 1, 1)).ToList();

        foreach (var (k, p) in laplace.Inputs.GetProperty("k").EnumerateArray().Zip(laplace.Expected.GetProperty("pmf").EnumerateArray()))
        {
            var expected = p.GetDouble();
            Assert.Equal(expected, drawn.Count(x => x == k.GetInt64()) / (double)Draws, 5 * Math.Sqrt(expected / Draws));
        }
        Assert.Equal(laplace.Expected.GetProperty("variance").GetDouble(), drawn.Average(x => (double)x * x), 0.1);
    }
}
