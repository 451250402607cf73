namespace Plimsoll.Anomaly.Outliers;

/// <summary>The tail of a series beyond a threshold that is rarely passed (Siffer, Fouque, Termier and Largouët, KDD 2017, section 3).</summary>
/// <param name="Threshold">t, in the series' unit.</param>
/// <param name="Count">n: all values.</param>
/// <param name="Peaks">N_t: values above the threshold.</param>
/// <param name="Excess">How far they are above it.</param>
public readonly record struct ExtremeTail(double Threshold, long Count, long Peaks, GeneralizedPareto Excess)
{
    /// <summary>The value that is passed with so small a chance (equation 1).</summary>
    public double Quantile(double chance) => Threshold + Excess.Quantile(chance * Count / Peaks);

    /// <summary>The chance of a value as large as this or larger.</summary>
    /// <param name="value">Above the threshold.</param>
    public double Chance(double value) => (double)Peaks / Count * Excess.Survival(value - Threshold);
}
