namespace Plimsoll.Components.Saving;

/// <summary>
/// Names of the blocks that the store may hold. A name that the state no longer needs is reported as removed by
/// every snapshot until one that reported it is committed.
/// </summary>
internal sealed class StoredBlocks
{
    /// <summary>By name: 0 while needed, else the version that first reported it removed.</summary>
    private readonly Dictionary<string, long> _names = [];

    public void Add(string name) => _names[name] = 0;

    /// <summary>Names to remove, given those that are needed.</summary>
    public IReadOnlyList<string> Update(IReadOnlySet<string> needed, long version, long sinceVersion)
    {
        foreach (var name in needed)
            _names[name] = 0;
        var removed = new List<string>();
        foreach (var (name, reported) in _names.Where(n => !needed.Contains(n.Key)).ToList())
        {
            if (reported != 0 && reported <= sinceVersion)
            {
                _names.Remove(name);
                continue;
            }
            _names[name] = reported == 0 ? version : reported;
            removed.Add(name);
        }
        removed.Sort(StringComparer.Ordinal);
        return removed;
    }
}
