using Plimsoll.Components;
using Plimsoll.Core.Tests.Components;

namespace Plimsoll.Core.Tests.Fleet.Simulation;

/// <summary>
/// Three silos, two gateways, a store and trouble of every kind for a while; then everything heals, and what was
/// acknowledged must have been counted once.
/// </summary>
internal sealed class SimulatedCluster
{
    private const long TroubleMs = 15_000;
    private const long HealingMs = 15_000;

    private static readonly string[] Components = ["a", "b"];

    private readonly SimulatedWorld _world;
    private readonly SimulatedStore _store;
    private readonly SimulatedWork _work;
    private readonly SimulatedPurse _purse;
    private readonly List<SimulatedSilo> _silos;
    private readonly List<SimulatedGateway> _gateways;
    private readonly Dictionary<string, Tally> _acknowledged = Components.ToDictionary(c => c, _ => new Tally());
    private int _records;

    public SimulatedCluster(int seed, PlantedBug bug)
    {
        _world = new SimulatedWorld(seed);
        _store = new SimulatedStore(_world, bug);
        _work = new SimulatedWork(_world, bug);
        _purse = new SimulatedPurse(_world, bug);
        _silos = [.. Enumerable.Range(0, 3).Select(i => new SimulatedSilo($"silo{i}", _world, _store, _work, bug))];
        foreach (var silo in _silos)
            silo.Spenders.AddRange(Components.Select(c => new SimulatedSpender(silo, c, () => LivesIn(silo, c), _world, _purse, bug)));
        _gateways = [.. Enumerable.Range(0, 2).Select(i => new SimulatedGateway(i, _world, this, bug))];
        _world.Every(150, Submit);
        _world.Every(700, MakeTrouble);
        _world.Every(20, Watch);
        _world.Every(500, Wake);
    }

    /// <summary>What went wrong; empty for nothing.</summary>
    public IReadOnlyList<string> Run()
    {
        _world.RunUntil(TroubleMs);
        _world.Heal();
        _world.RunUntil(TroubleMs + HealingMs);
        foreach (var component in Components)
            Compare(component);
        var before = _work.Taken;
        _world.RunUntil(TroubleMs + HealingMs + 5_000);
        if (_work.Taken == before)
            _world.Violations.Add("nobody holds the lease though all is well");
        if (_purse.Totals() is var (spent, committed) && (spent <= SimulatedPurse.Calls - SimulatedSpender.Dearest || committed != spent))
            _world.Violations.Add($"{spent} calls are spent and {committed} given out of {SimulatedPurse.Calls} though all is well");
        return _world.Violations;
    }

    /// <summary>Gateways may disagree in times of trouble, so that a component lives twice.</summary>
    public SimulatedSilo HostOf(string component, SimulatedGateway gateway)
    {
        var epoch = _world.Troubled ? _world.NowMs / 2_000 : 0;
        var view = _world.Troubled && epoch % 3 == 0 ? gateway.Name.Length + gateway.Name[^1] : 0;
        return _silos[(int)((component[0] + epoch + view) % _silos.Count)];
    }

    private bool LivesIn(SimulatedSilo silo, string component) =>
        silo.Hosts(component) && (_world.Troubled || HostOf(component, _gateways[0]) == silo);

    private void Submit()
    {
        if (!_world.Troubled)
            return;
        var component = Components[_world.Random.Next(Components.Length)];
        var id = ++_records;
        var record = Feed.Request(Feed.T0, r => (r.Component, r.InputTokens, r.OutputTokens) = (component, id, id * id));
        if (_gateways[_world.Random.Next(_gateways.Count)].Accept(component, new(Feed.Batch(record), Feed.T0 + 1_000)))
            _acknowledged[component].Add(id);
    }

    private void MakeTrouble()
    {
        if (_world.Chance(0.25))
            _silos[_world.Random.Next(_silos.Count)].Crash(200 + _world.Random.NextInt64(2_000));
        if (_world.Chance(0.1))
            _gateways[_world.Random.Next(_gateways.Count)].Crash(200 + _world.Random.NextInt64(1_000));
        if (_world.Chance(0.25))
            _world.CutOff(_silos[_world.Random.Next(_silos.Count)].Name, 200 + _world.Random.NextInt64(4_500));
        if (_world.Chance(0.05))
            _world.CutOff(SimulatedStore.Name, 200 + _world.Random.NextInt64(1_500));
        if (_world.Chance(0.05))
            _world.CutOff(SimulatedPurse.Name, 200 + _world.Random.NextInt64(1_500));
    }

    private void Wake()
    {
        if (_world.Troubled)
            return;
        foreach (var component in Components)
            HostOf(component, _gateways[0]).Wake(component);
    }

    private void Watch()
    {
        var holders = _silos.Where(s => s.Lease.Believes).Select(s => s.Incarnation).ToList();
        if (holders.Count > 1)
            _world.Violations.Add($"{string.Join(" and ", holders)} believe to hold the lease at {_world.NowMs} ms");
    }

    private void Compare(string component)
    {
        var (stored, tally) = (_store.Read(component), _acknowledged[component]);
        if (stored is null)
        {
            if (tally.Count > 0)
                _world.Violations.Add($"{component}: {tally} acknowledged, nothing saved");
            return;
        }
        var blocks = InferenceComponent.ResidentBlocks(stored.Head).Select(b => stored.Blocks[b]).ToList();
        var view = InferenceComponent.Load(component, ComponentSettings.Default, stored.Head, blocks).View(Feed.T0 + Feed.Minute, []);
        var counted = new Tally { Count = view.Requests, Sum = view.InputTokens, Squares = view.OutputTokens };
        if (counted != tally)
            _world.Violations.Add($"{component}: {tally} acknowledged, {counted} saved");
    }

    /// <summary>Three sums that tell sets of ids apart: how many, their sum, and that of their squares.</summary>
    private sealed record Tally
    {
        public long Count { get; set; }
        public long Sum { get; set; }
        public long Squares { get; set; }

        public void Add(long id) => (Count, Sum, Squares) = (Count + 1, Sum + id, Squares + (id * id));
    }
}
