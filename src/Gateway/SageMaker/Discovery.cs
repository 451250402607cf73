using Plimsoll.SageMaker;

namespace Plimsoll.Gateway.SageMaker;

/// <summary>Which metrics there are, looked up now and then.</summary>
internal sealed class Discovery(SageMakerSettings settings, ICloudMetrics metrics, SageMakerEvents events)
{
    private DateTimeOffset _lookedAt;
    private IReadOnlyDictionary<string, string> _told = new Dictionary<string, string>();
    private string? _only;

    public IReadOnlyList<CloudQuery> Queries { get; private set; } = [];

    public int Components { get; private set; }

    public async Task<CloudAnswer<bool>> LookAsync(DateTimeOffset now, CancellationToken stopping)
    {
        if (Queries.Count > 0 && now - _lookedAt < settings.Discover)
            return new CloudAnswer<bool>.Done(false);
        var found = new List<CloudMetric>();
        foreach (var (@namespace, dimension) in PullPlan.Lists)
        {
            switch (await metrics.ListAsync(@namespace, dimension, stopping))
            {
                case CloudAnswer<IReadOnlyList<CloudMetric>>.Done done:
                    found.AddRange(done.Value);
                    break;
                case CloudAnswer<IReadOnlyList<CloudMetric>>.Later later:
                    return new CloudAnswer<bool>.Later(later.Reason, later.RetryAfter);
                case CloudAnswer<IReadOnlyList<CloudMetric>>.Refused refused:
                    return new CloudAnswer<bool>.Refused(refused.Reason, refused.Advice);
            }
        }
        Keep(found);
        _lookedAt = now;
        return new CloudAnswer<bool>.Done(true);
    }

    /// <summary>As the configuration has it, as metrics tell, or the only one that there is; null: unknown.</summary>
    public string? EndpointOf(string component) =>
        settings.Endpoints.GetValueOrDefault(component) ?? _told.GetValueOrDefault(component) ?? _only;

    private void Keep(List<CloudMetric> found)
    {
        var names = found.Select(m => m[SageMakerNames.Component]).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
        var kept = names.Take(settings.MaxComponents).ToHashSet(StringComparer.Ordinal);
        events.LeftOut("too_many_components", names.Count - kept.Count);
        _told = PullPlan.EndpointsOf(found);
        var endpoints = found.Select(m => m[SageMakerNames.Endpoint]).OfType<string>().Distinct().Take(2).ToList();
        _only = endpoints is [var one] ? one : null;
        Queries = PullPlan.Queries(found.Where(m => m[SageMakerNames.Component] is not { } component || kept.Contains(component)));
        Components = kept.Count;
    }
}
