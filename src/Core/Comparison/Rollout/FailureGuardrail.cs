using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Comparison.Rollout;

/// <summary>
/// Evidence over a whole rollout that the canary fails more often. Given the failures of a while, those of the canary
/// are at most as spread as binomial ones with its share of the requests of that while (Hoeffding 1963), so the
/// likelihood ratio of failing r times as often is an e-value. While by while they multiply, whatever the share does;
/// the mean over several r is an e-value again.
/// </summary>
internal sealed class FailureGuardrail
{
    /// <summary>Where a double ends; the e-value is at most about 10³⁰⁰.</summary>
    private const double MostLog = 690;

    private static readonly double[] s_ratios = [1.25, 1.5, 2, 3, 5, 10];

    private readonly double[] _logs = new double[s_ratios.Length];

    public double EValue => _logs.Average(l => Math.Exp(Math.Min(l, MostLog)));

    /// <summary>What both served in the same while; without traffic of both there is nothing to compare.</summary>
    public void Add(VersionTraffic canary, VersionTraffic stable)
    {
        if (canary.Requests == 0 || stable.Requests == 0)
            return;
        var share = (double)canary.Requests / (canary.Requests + stable.Requests);
        for (var i = 0; i < _logs.Length; i++)
        {
            var worse = ConditionalBinomial.ToleratedShare(share, s_ratios[i]);
            _logs[i] += canary.Errors * Math.Log(worse / share) + stable.Errors * Math.Log((1 - worse) / (1 - share));
        }
    }

    public void Write(StateWriter writer)
    {
        foreach (var log in _logs)
            writer.Double(log);
    }

    public static FailureGuardrail Read(ref StateReader reader)
    {
        var guardrail = new FailureGuardrail();
        for (var i = 0; i < s_ratios.Length; i++)
            guardrail._logs[i] = reader.Double();
        return guardrail;
    }
}
