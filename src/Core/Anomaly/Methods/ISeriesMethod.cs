namespace Plimsoll.Anomaly.Methods;

/// <summary>One way to score a series value by value; each value is judged by those before it alone.</summary>
internal interface ISeriesMethod
{
    /// <summary>Takes a value in. 1 where it becomes an anomaly; 0 while nothing is known.</summary>
    /// <param name="value">Finite.</param>
    double Next(double value);
}
