namespace Plimsoll.Core.Tests.Fleet.Simulation;

/// <summary>A journal that survives crashes, and for each component a lane that does not.</summary>
internal sealed class SimulatedGateway
{
    private readonly Guid _journal;
    private readonly SimulatedWorld _world;
    private readonly SimulatedCluster _cluster;
    private readonly PlantedBug _bug;
    private readonly List<Entry> _entries = [];
    private Dictionary<string, SimulatedLane> _lanes = [];
    private long _last;

    public SimulatedGateway(int number, SimulatedWorld world, SimulatedCluster cluster, PlantedBug bug)
    {
        (Name, _world, _cluster, _bug) = ($"gateway{number}", world, cluster, bug);
        _journal = new Guid(number + 1, 0, 0, new byte[8]);
        world.Every(25, () => Each(l => l.Work()));
        world.Every(300, () => Each(l => l.Ask()));
        world.Every(500, Cut);
    }

    public string Name { get; }

    public Guid Journal => _journal;

    public bool Up { get; private set; } = true;

    /// <summary>Journals a record, which acknowledges it.</summary>
    public bool Accept(string component, Entry entry)
    {
        if (!Up)
            return false;
        _entries.Add(entry with { Component = component, Sequence = ++_last });
        return true;
    }

    public void Crash(long forMs)
    {
        if (!Up)
            return;
        Up = false;
        _lanes = [];
        _world.After(forMs, () => Up = true);
    }

    public Entry? NextAfter(string component, long sequence) => _entries.Find(e => e.Component == component && e.Sequence > sequence);

    /// <summary>What the planted bug makes of a batch that is sent again.</summary>
    public long Renumber() => ++_last;

    private void Each(Action<SimulatedLane> act)
    {
        if (!Up)
            return;
        foreach (var component in _entries.Select(e => e.Component).Distinct().ToList())
        {
            if (!_lanes.TryGetValue(component, out var lane))
                _lanes[component] = lane = new SimulatedLane(component, this, _world, _cluster, _bug);
            act(lane);
        }
    }

    private void Cut()
    {
        if (!Up)
            return;
        foreach (var (component, lane) in _lanes)
        {
            var through = _bug == PlantedBug.JournalCutAtAcknowledged ? lane.Acknowledged : lane.Saved;
            _entries.RemoveAll(e => e.Component == component && e.Sequence <= through);
        }
    }

    internal sealed record Entry(ReadOnlyMemory<byte> Payload, long ReceivedMs, string Component = "", long Sequence = 0);
}
