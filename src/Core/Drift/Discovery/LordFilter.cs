namespace Plimsoll.Drift.Discovery;

/// <summary>The older rule for tests without end (LORD++; Ramdas, Yang, Wainwright and Jordan, NeurIPS 2017), a check on <see cref="AddisFilter"/>.</summary>
public sealed class LordFilter
{
    private const double Rate = 0.05;
    private const double StartingWealth = Rate / 10;
    private const double SeriesScale = 0.07720838;

    private readonly List<long> _rejections = [];
    private long _count;
    private bool _forgot;

    /// <summary>The level at which the next p-value is a finding.</summary>
    public double Level
    {
        get
        {
            var next = _count + 1;
            var sum = StartingWealth * Gamma(next);
            for (var j = 0; j < _rejections.Count; j++)
                sum += (j == 0 && !_forgot ? Rate - StartingWealth : Rate) * Gamma(next - _rejections[j]);
            return sum;
        }
    }

    /// <summary>Whether a p-value is a finding.</summary>
    public bool Next(double p)
    {
        var rejected = p <= Level;
        _count++;
        if (rejected)
            _rejections.Add(_count);
        if (_rejections.Count > AddisFilter.MostRejections)
        {
            _rejections.RemoveAt(0);
            _forgot = true;
        }
        return rejected;
    }

    private static double Gamma(long j) => SeriesScale * Math.Log(Math.Max(j, 2)) / (j * Math.Exp(Math.Sqrt(Math.Log(j))));
}
