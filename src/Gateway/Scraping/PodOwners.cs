using Plimsoll.Configuration.Scraping;

namespace Plimsoll.Gateway.Scraping;

/// <summary>
/// Which component a pod's GPUs belong to: what the configuration says, else what the pod's own series said when it was
/// scraped. Safe from any thread.
/// </summary>
internal sealed class PodOwners(IReadOnlyList<PodOwner> configured, TimeProvider time)
{
    /// <summary>Containers remembered; what is beyond is not, and counted.</summary>
    public const int MaxContainers = 10_000;

    /// <summary>A container that was not scraped for so long makes room for a new one.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Namespace, string Pod, string Container), (string Component, long At)> _seen = [];

    /// <summary>Times that a container could not be remembered.</summary>
    public long Overflowed { get; private set; }

    /// <summary>Null when nobody knows.</summary>
    /// <param name="container">Empty where a series does not tell.</param>
    public string? Find(string @namespace, string pod, string container)
    {
        if (pod.Length == 0)
            return null;
        if (configured.FirstOrDefault(o => Matches(o, @namespace, pod, container)) is { } owner)
            return owner.Component;
        lock (_lock)
        {
            return _seen.TryGetValue((@namespace, pod, container), out var known) || _seen.TryGetValue((@namespace, pod, ""), out known)
                ? known.Component
                : null;
        }
    }

    public void Note(string @namespace, string pod, string container, string component)
    {
        lock (_lock)
        {
            var key = (@namespace, pod, container);
            if (_seen.ContainsKey(key) || HasRoom())
                _seen[key] = (component, time.GetTimestamp());
            else
                Overflowed++;
        }
    }

    private bool HasRoom()
    {
        if (_seen.Count < MaxContainers)
            return true;
        foreach (var (key, known) in _seen)
        {
            if (time.GetElapsedTime(known.At) >= Idle)
                _seen.Remove(key);
        }
        return _seen.Count < MaxContainers;
    }

    private static bool Matches(PodOwner owner, string @namespace, string pod, string container) =>
        (owner.Namespace is null || owner.Namespace == @namespace)
        && (owner.Container is null || owner.Container == container)
        && (owner.Pod.EndsWith('*') ? pod.StartsWith(owner.Pod.TrimEnd('*'), StringComparison.Ordinal) : pod == owner.Pod);
}
