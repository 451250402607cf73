using Plimsoll.Integrations.Aws.CloudWatch;
using Plimsoll.Integrations.Aws.Wire;
using Plimsoll.SageMaker;

namespace Plimsoll.Integrations.SageMaker;

/// <summary>Metrics of Amazon CloudWatch by ListMetrics and GetMetricData, whole however many pages they have.</summary>
internal sealed class CloudMetrics(CloudWatchClient client, string region) : ICloudMetrics
{
    public const int MostQueries = 500;

    /// <summary>Pages of one question; more would be a service that goes round in circles.</summary>
    public const int MostPages = 100;

    private const int PeriodSeconds = 60;
    private const string RecentlyActive = "PT3H";
    private const string Complete = "Complete";

    public async Task<CloudAnswer<IReadOnlyList<CloudMetric>>> ListAsync(string @namespace, string dimension, CancellationToken cancellationToken)
    {
        var metrics = new List<CloudMetric>();
        string? next = null;
        for (var page = 0; page < MostPages; page++)
        {
            var input = new ListMetricsInput { Namespace = @namespace, Dimensions = [new(dimension, null)], RecentlyActive = RecentlyActive, NextToken = next };
            var result = await client.ListMetricsAsync(input, cancellationToken).ConfigureAwait(false);
            if (result is not AwsResult<ListMetricsOutput>.Done { Value: var output })
                return Failed<IReadOnlyList<CloudMetric>>(result, "cloudwatch:ListMetrics");
            metrics.AddRange((output.Metrics ?? []).Select(Read));
            if ((next = output.NextToken) is null)
                return new CloudAnswer<IReadOnlyList<CloudMetric>>.Done(metrics);
        }
        return new CloudAnswer<IReadOnlyList<CloudMetric>>.Later("too_many_pages", null);
    }

    public async Task<CloudAnswer<IReadOnlyList<CloudSeries>>> GetAsync(
        IReadOnlyList<CloudQuery> queries, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var series = new List<CloudSeries>(queries.Count);
        foreach (var chunk in queries.Chunk(MostQueries))
        {
            var answer = await GetChunkAsync(chunk, from, to, cancellationToken).ConfigureAwait(false);
            if (answer is not CloudAnswer<IReadOnlyList<CloudSeries>>.Done { Value: var got })
                return answer;
            series.AddRange(got);
        }
        return new CloudAnswer<IReadOnlyList<CloudSeries>>.Done(series);
    }

    private async Task<CloudAnswer<IReadOnlyList<CloudSeries>>> GetChunkAsync(CloudQuery[] queries, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        var points = queries.Select(_ => new Dictionary<long, double>()).ToArray();
        var complete = new bool[queries.Length];
        var input = new GetMetricDataInput([.. queries.Select(Query)], from, to) { ScanBy = "TimestampAscending" };
        for (var page = 0; page < MostPages; page++)
        {
            var result = await client.GetMetricDataAsync(input, cancellation).ConfigureAwait(false);
            if (result is not AwsResult<GetMetricDataOutput>.Done { Value: var output })
                return Failed<IReadOnlyList<CloudSeries>>(result, "cloudwatch:GetMetricData");
            foreach (var part in output.MetricDataResults ?? [])
                Merge(part, points, complete);
            if (output.NextToken is null)
                return new CloudAnswer<IReadOnlyList<CloudSeries>>.Done([.. queries.Select((q, i) => new CloudSeries(q, points[i], complete[i]))]);
            input = input with { NextToken = output.NextToken };
        }
        return new CloudAnswer<IReadOnlyList<CloudSeries>>.Later("too_many_pages", null);
    }

    /// <summary>A query's points may come in parts; the last part says whether they are all there.</summary>
    private static void Merge(MetricSeries part, Dictionary<long, double>[] points, bool[] complete)
    {
        if (!part.Id.StartsWith('q') || !int.TryParse(part.Id.AsSpan(1), out var index) || index < 0 || index >= points.Length)
            return;
        foreach (var (at, value) in (part.Timestamps ?? []).Zip(part.Values ?? []))
            points[index][at.ToUnixTimeSeconds() / PeriodSeconds] = value;
        complete[index] = part.StatusCode == Complete;
    }

    private static MetricQuery Query(CloudQuery query, int index)
    {
        var dimensions = query.Metric.Dimensions.Select(d => new Dimension(d.Key, d.Value)).ToList();
        return new(FormattableString.Invariant($"q{index}")) { MetricStat = new(new(query.Metric.Namespace, query.Metric.Name, dimensions), PeriodSeconds, query.Stat) };
    }

    private static CloudMetric Read(Metric metric) => new(
        metric.Namespace, metric.MetricName,
        (metric.Dimensions ?? []).GroupBy(d => d.Name).ToDictionary(g => g.Key, g => g.First().Value, StringComparer.Ordinal));

    private CloudAnswer<T> Failed<T>(object result, string action)
    {
        var failure = result switch
        {
            AwsResult<ListMetricsOutput>.Failed failed => failed.Failure,
            AwsResult<GetMetricDataOutput>.Failed failed => failed.Failure,
            _ => throw new InvalidOperationException($"No rule for {result.GetType().Name}"),
        };
        return AwsAdvice.For(failure, action, region) is { } advice
            ? new CloudAnswer<T>.Refused(failure.Code, advice)
            : new CloudAnswer<T>.Later(failure.Code, failure.RetryAfter);
    }
}
