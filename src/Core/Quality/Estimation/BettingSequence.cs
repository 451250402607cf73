namespace Plimsoll.Quality.Estimation;

/// <summary>
/// Hedged-capital betting confidence sequence (Waudby-Smith and Ramdas, JRSS-B 2023, theorem 3) on a grid of 1,001
/// means: narrower than <see cref="ConfidenceSequence"/>, at 16 KB and a thousand steps a score, so for scores near a
/// threshold.
/// </summary>
public sealed class BettingSequence
{
    public const int Grid = 1_000;
    private const double Truncation = 0.5;
    private const double Hedge = 0.5;

    private readonly double _alpha;
    private readonly double[] _logUp = new double[Grid + 1];
    private readonly double[] _logDown = new double[Grid + 1];
    private double _sum;
    private double _squares;
    private int _lower;
    private int _upper = Grid;

    /// <param name="alpha">Probability with which the mean is ever outside.</param>
    public BettingSequence(double alpha = ConfidenceSequence.DefaultAlpha) => _alpha = alpha;

    public long Count { get; private set; }

    /// <summary>One step of the grid wider on either side than the means that are left.</summary>
    public Interval Interval => new(Math.Max(0, (_lower - 1d) / Grid), Math.Min(1, (_upper + 1d) / Grid));

    /// <param name="score">From 0 to 1.</param>
    public void Add(double score)
    {
        if (!(score >= 0 && score <= 1))
            throw new ArgumentOutOfRangeException(nameof(score), score, "A score is from 0 to 1");
        var variance = (0.25 + _squares) / (Count + 1);
        Count++;
        var bet = Math.Sqrt(2 * Math.Log(2 / _alpha) / (variance * Count * Math.Log(1 + Count)));
        for (var i = _lower; i <= _upper; i++)
            Bet(i, score, bet);
        _sum += score;
        var mean = (0.5 + _sum) / (Count + 1);
        _squares += (score - mean) * (score - mean);
        Exclude();
    }

    private void Bet(int i, double score, double bet)
    {
        var m = (double)i / Grid;
        var up = m > 0 ? Math.Min(bet, Truncation / m) : bet;
        var down = m < 1 ? Math.Min(bet, Truncation / (1 - m)) : bet;
        _logUp[i] += Math.Log(1 + up * (score - m));
        _logDown[i] += Math.Log(1 - down * (score - m));
    }

    /// <summary>A mean whose capital has once reached 1/α is out for good.</summary>
    private void Exclude()
    {
        var limit = Math.Log(1 / _alpha);
        while (_lower < _upper && Capital(_lower) >= limit)
            _lower++;
        while (_upper > _lower && Capital(_upper) >= limit)
            _upper--;
    }

    private double Capital(int i) => Math.Max(Math.Log(Hedge) + _logUp[i], Math.Log(1 - Hedge) + _logDown[i]);
}
