using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Drift.Discovery;

/// <summary>
/// Of tests that come one after another without end, those whose findings are false at a rate of at most 5% (ADDIS;
/// Tian and Ramdas, NeurIPS 2019). Tests with p above τ cost nothing, and each finding earns the right to look harder.
/// </summary>
public sealed class AddisFilter
{
    public const double Rate = 0.05;

    /// <summary>Findings that are remembered; the oldest weigh next to nothing.</summary>
    public const int MostRejections = 1_000;

    private const double StartingWealth = Rate / 2;
    private const double Lambda = 0.25;
    private const double Tau = 0.5;
    private const double SeriesScale = 0.4374901658;
    private const double SeriesPower = -1.6;

    private readonly List<(long Kept, long Candidates)> _rejections = [];
    private long _kept;
    private long _candidates;
    private bool _forgot;

    /// <summary>The level at which the next p-value is a finding.</summary>
    public double Level
    {
        get
        {
            var sum = StartingWealth * Gamma(1 + _kept - _candidates);
            for (var j = 0; j < _rejections.Count; j++)
            {
                var (kept, candidates) = _rejections[j];
                var wealth = j == 0 && !_forgot ? Rate - StartingWealth : Rate;
                sum += wealth * Gamma(1 + _kept - kept - (_candidates - candidates));
            }
            return Math.Min(Lambda, (Tau - Lambda) * sum);
        }
    }

    /// <summary>Whether a p-value is a finding.</summary>
    public bool Next(double p)
    {
        var rejected = p <= Level;
        _kept += p <= Tau ? 1 : 0;
        _candidates += p <= Lambda ? 1 : 0;
        if (rejected)
            _rejections.Add((_kept, _candidates));
        if (_rejections.Count > MostRejections)
        {
            _rejections.RemoveAt(0);
            _forgot = true;
        }
        return rejected;
    }

    internal void Write(StateWriter writer)
    {
        writer.Count(_kept);
        writer.Count(_candidates);
        writer.Bool(_forgot);
        writer.Count(_rejections.Count);
        foreach (var (kept, candidates) in _rejections)
        {
            writer.Count(kept);
            writer.Count(candidates);
        }
    }

    internal static AddisFilter Read(ref StateReader reader)
    {
        var filter = new AddisFilter { _kept = reader.Count(), _candidates = reader.Count(), _forgot = reader.Bool() };
        for (var left = reader.Length(MostRejections); left > 0; left--)
            filter._rejections.Add((reader.Count(), reader.Count()));
        return filter;
    }

    private static double Gamma(long j) => SeriesScale * Math.Pow(j, SeriesPower);
}
