namespace Plimsoll.SageMaker;

/// <summary>Reads metrics of CloudWatch.</summary>
public interface ICloudMetrics
{
    /// <summary>Metrics of a namespace that had data in the last three hours.</summary>
    /// <param name="dimension">One that they must have.</param>
    Task<CloudAnswer<IReadOnlyList<CloudMetric>>> ListAsync(string @namespace, string dimension, CancellationToken cancellationToken);

    /// <summary>One series for each query, in their order.</summary>
    Task<CloudAnswer<IReadOnlyList<CloudSeries>>> GetAsync(IReadOnlyList<CloudQuery> queries, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken);
}

public sealed record CloudMetric(string Namespace, string Name, IReadOnlyDictionary<string, string> Dimensions)
{
    public string? this[string dimension] => Dimensions.GetValueOrDefault(dimension);
}

/// <param name="Stat">Such as <c>Sum</c> or <c>p99</c>.</param>
public sealed record CloudQuery(CloudMetric Metric, string Stat);

/// <param name="Points">By minute since 1970.</param>
/// <param name="Complete">False where the service said that there is more than it gave.</param>
public sealed record CloudSeries(CloudQuery Query, IReadOnlyDictionary<long, double> Points, bool Complete);

/// <summary>What a question came to.</summary>
public abstract record CloudAnswer<T>
{
    private CloudAnswer() { }

    public sealed record Done(T Value) : CloudAnswer<T>;

    public sealed record Later(string Reason, TimeSpan? RetryAfter) : CloudAnswer<T>;

    /// <summary>Nothing is answered until an operator changes something.</summary>
    public sealed record Refused(string Reason, string Advice) : CloudAnswer<T>;
}
