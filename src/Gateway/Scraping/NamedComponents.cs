namespace Plimsoll.Gateway.Scraping;

/// <summary>Components that one target has named: a bounded number, so that one target takes no room from all others.</summary>
internal sealed class NamedComponents
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <returns>False for one that is new, where there are as many as there may be.</returns>
    public bool TryAdd(string component, int most) => _names.Contains(component) || (_names.Count < most && _names.Add(component));
}
