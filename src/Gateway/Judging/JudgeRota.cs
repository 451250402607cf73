using System.Collections.Concurrent;

namespace Plimsoll.Gateway.Judging;

/// <summary>
/// Components that may have something to judge here: those that brought texts of late, those that said more waits, and now and
/// then those that brought texts within two days, whose fixed set may be due.
/// </summary>
internal sealed class JudgeRota(TimeProvider time)
{
    /// <summary>How often a component that brings nothing new is asked all the same.</summary>
    public static readonly TimeSpan Glance = TimeSpan.FromMinutes(15);

    /// <summary>Longer than the minute in which a component chooses its sample.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan Remembered = TimeSpan.FromDays(2);

    private readonly ConcurrentDictionary<string, long> _asked = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _texts = new(StringComparer.Ordinal);
    private long _glanced = time.GetTimestamp();

    /// <summary>A component brought texts.</summary>
    public void Note(string component) => _asked[component] = _texts[component] = time.GetTimestamp();

    /// <summary>A component is to be asked from now on, though it brought nothing.</summary>
    public void Keep(string component) => _asked.TryAdd(component, time.GetTimestamp());

    /// <summary>A component that has nothing more, and brought nothing of late, is asked again when it brings something.</summary>
    public void Release(string component)
    {
        if (_asked.TryGetValue(component, out var noted) && time.GetElapsedTime(noted) > Fresh)
            _asked.TryRemove(new(component, noted));
    }

    /// <summary>Whom to ask now. Called by one thread.</summary>
    public IEnumerable<string> Turn()
    {
        if (time.GetElapsedTime(_glanced) < Glance)
            return _asked.Keys;
        _glanced = time.GetTimestamp();
        foreach (var old in _texts.Where(t => time.GetElapsedTime(t.Value) > Remembered))
            _texts.TryRemove(old);
        return _asked.Keys.Union(_texts.Keys, StringComparer.Ordinal);
    }
}
