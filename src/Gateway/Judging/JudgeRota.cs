using System.Collections.Concurrent;

namespace Plimsoll.Gateway.Judging;

/// <summary>Components that may have answers to judge whose texts are here: those that brought some of late, and those that said more waits.</summary>
internal sealed class JudgeRota(TimeProvider time)
{
    /// <summary>Longer than the minute in which a component chooses its sample.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(3);

    private readonly ConcurrentDictionary<string, long> _noted = new(StringComparer.Ordinal);

    public IEnumerable<string> Components => _noted.Keys;

    public void Note(string component) => _noted[component] = time.GetTimestamp();

    /// <summary>A component that has nothing more, and brought nothing of late, is asked again when it brings something.</summary>
    public void Release(string component)
    {
        if (_noted.TryGetValue(component, out var noted) && time.GetElapsedTime(noted) > Fresh)
            _noted.TryRemove(new(component, noted));
    }
}
