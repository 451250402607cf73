using System.Collections.Concurrent;
using Plimsoll.Configuration;

namespace Plimsoll.Gateway.Pipeline;

/// <summary>Bounds how many components there may be; those that exist already count.</summary>
internal sealed class ComponentAdmission(PlimsollOptions options)
{
    private readonly ConcurrentDictionary<string, bool> _known = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    public int Count => _known.Count;

    /// <summary>A component that exists is admitted whatever the bound.</summary>
    public void Remember(string component) => _known.TryAdd(component, true);

    public bool Admits(string component)
    {
        if (_known.ContainsKey(component))
            return true;
        lock (_lock)
            return _known.Count < options.Ingest.MaxComponents && (_known.TryAdd(component, true) || _known.ContainsKey(component));
    }
}
