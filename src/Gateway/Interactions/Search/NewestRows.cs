namespace Plimsoll.Gateway.Interactions.Search;

/// <summary>Keeps the newest of what it is given, up to a number.</summary>
internal sealed class NewestRows(int most)
{
    private const int Slack = 256;

    private readonly List<Interaction> _rows = [];

    public void Add(Interaction row)
    {
        _rows.Add(row);
        if (_rows.Count >= 2 * most + Slack)
            Prune();
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<Interaction> Take()
    {
        Prune();
        return _rows;
    }

    private void Prune()
    {
        _rows.Sort((a, b) => b.Position.CompareTo(a.Position));
        if (_rows.Count > most)
            _rows.RemoveRange(most, _rows.Count - most);
    }
}
