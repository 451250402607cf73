namespace Plimsoll.Anomaly.Outliers;

/// <summary>Golden-section search for the greatest value of a function with one peak.</summary>
internal static class LikelihoodSearch
{
    /// <summary>Of a grid that finds the peak before the search narrows it down.</summary>
    public const int Cells = 32;

    private const int Steps = 60;
    private const double Golden = 0.6180339887498949;

    public static double Maximum(double low, double high, Func<double, double> value)
    {
        var (left, right) = (high - Golden * (high - low), low + Golden * (high - low));
        var (atLeft, atRight) = (value(left), value(right));
        for (var i = 0; i < Steps; i++)
        {
            if (atLeft > atRight)
            {
                (high, right, atRight) = (right, left, atLeft);
                left = high - Golden * (high - low);
                atLeft = value(left);
            }
            else
            {
                (low, left, atLeft) = (left, right, atRight);
                right = low + Golden * (high - low);
                atRight = value(right);
            }
        }
        return (low + high) / 2;
    }
}
