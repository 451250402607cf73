namespace Plimsoll.Gateway.Embedded;

/// <summary>The last 100 changes of component state, for the console. In memory: a restart begins anew.</summary>
public sealed class RecentStateChanges
{
    public const int Capacity = 100;

    private readonly Lock _lock = new();
    private readonly LinkedList<StateChange> _newest = [];

    /// <summary>Newest first.</summary>
    public IReadOnlyList<StateChange> Newest
    {
        get
        {
            lock (_lock)
                return [.. _newest];
        }
    }

    /// <summary>Adds a change unless it is there: an effect may come more than once.</summary>
    public void Add(StateChange change)
    {
        lock (_lock)
        {
            if (_newest.Contains(change))
                return;
            _newest.AddFirst(change);
            if (_newest.Count > Capacity)
                _newest.RemoveLast();
        }
    }
}

/// <param name="From">A name of <see cref="Components.Views.ComponentState"/>, lower case.</param>
/// <param name="To">Likewise.</param>
/// <param name="Since">When the state began.</param>
public sealed record StateChange(string Component, string From, string To, DateTimeOffset Since);
