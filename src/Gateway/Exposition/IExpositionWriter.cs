namespace Plimsoll.Gateway.Exposition;

/// <summary>Writes metric families in one of the formats of <c>/metrics</c>. All samples of a family follow its <see cref="Begin"/>.</summary>
internal interface IExpositionWriter
{
    void Begin(MetricFamily family);

    /// <param name="labels">Of the component or instrument; may be empty.</param>
    /// <param name="value">The sample's value.</param>
    /// <param name="more">Further labels.</param>
    void Sample(LabelSet labels, double value, LabelSet? more = null);

    /// <param name="labels">Of the component or instrument.</param>
    /// <param name="bounds">Upper bounds of the classic buckets.</param>
    /// <param name="histogram">Counts of <paramref name="bounds"/>, cumulative, and the sketch that they were folded from.</param>
    void Histogram(LabelSet labels, ClassicBounds bounds, ClassicHistogram histogram);

    void End();
}
