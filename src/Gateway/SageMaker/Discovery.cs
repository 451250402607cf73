using Plimsoll.SageMaker;

namespace Plimsoll.Gateway.SageMaker;

/// <summary>Which metrics there are, looked up now and then.</summary>
internal sealed class Discovery(SageMakerSettings settings, ICloudMetrics metrics, SageMakerEvents events)
{
    private DateTimeOffset _lookedAt;

    public IReadOnlyList<CloudQuery> Queries { get; private set; } = [];

    /// <summary>By component.</summary>
    public IReadOnlyDictionary<string, string> Endpoints { get; private set; } = new Dictionary<string, string>();

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

    private void Keep(List<CloudMetric> found)
    {
        var names = found.Select(m => m[SageMakerNames.Component]).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
        var kept = names.Take(settings.MaxComponents).ToHashSet(StringComparer.Ordinal);
        events.LeftOut("too_many_components", names.Count - kept.Count);
        Endpoints = PullPlan.EndpointsOf(found);
        Queries = PullPlan.Queries(found.Where(m => m[SageMakerNames.Component] is not { } component || kept.Contains(component)));
        Components = kept.Count;
    }
}
