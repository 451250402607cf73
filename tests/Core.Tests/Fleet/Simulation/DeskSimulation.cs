using Plimsoll.Alerting.Desk;
using Plimsoll.Alerting.Notices;
using Plimsoll.Alerting.Rules;
using Plimsoll.Alerting.States;

namespace Plimsoll.Core.Tests.Fleet.Simulation;

/// <summary>
/// Three silos that may run the alert desk, components whose alerts come and go, and people who silence and acknowledge, under
/// trouble of every kind; then everything heals, and everybody must know how things are.
/// </summary>
internal sealed class DeskSimulation
{
    private const long TroubleMs = 20_000;

    /// <summary>Longer than the longest pause between tries that the trouble leaves behind.</summary>
    private const long HealingMs = 45_000;

    private const string Steady = "steady";
    private static readonly string[] s_components = ["a", "b", Steady];

    private readonly SimulatedWorld _world;
    private readonly SimulatedDeskStore _store;
    private readonly SimulatedReceiver _receiver;
    private readonly List<SimulatedSilo> _silos;
    private readonly List<SimulatedDesk> _desks;
    private readonly Dictionary<string, Queue<AlertNotice>> _outbox = s_components.ToDictionary(c => c, _ => new Queue<AlertNotice>());
    private readonly Dictionary<string, bool> _fires = s_components.ToDictionary(c => c, _ => false);
    private readonly HashSet<string> _silences = [];
    private bool _acknowledged;
    private int _wishes;

    public DeskSimulation(int seed, DeskBug bug)
    {
        _world = new SimulatedWorld(seed);
        _receiver = new SimulatedReceiver(_world);
        _store = new SimulatedDeskStore(bug, _receiver);
        var (store, work) = (new SimulatedStore(_world, PlantedBug.None), new SimulatedWork(_world, PlantedBug.None));
        _silos = [.. Enumerable.Range(0, 3).Select(i => new SimulatedSilo($"silo{i}", _world, store, work, PlantedBug.None))];
        _desks = [.. _silos.Select(s => new SimulatedDesk(s, _world, _store, _receiver, bug))];
        _world.Every(700, MakeTrouble);
        foreach (var component in s_components)
            _world.Every(300, () => Deliver(component));
        _world.Every(900, () => Change(s_components[_world.Random.Next(2)]));
        _world.Every(1_300, Wish);
        Tell(Steady, AlertEventKind.Firing);
    }

    /// <summary>Notifications that the receiver took.</summary>
    public int Told => _receiver.Triggers + _receiver.Resolves;

    /// <summary>What went wrong; empty for nothing.</summary>
    public IReadOnlyList<string> Run()
    {
        _world.RunUntil(TroubleMs);
        _world.Heal();
        _world.RunUntil(TroubleMs + HealingMs);
        foreach (var (component, fires) in _fires)
        {
            if (fires != _receiver.Open.Contains(DedupKey.Of(component, null, null, "down")))
                _world.Violations.Add($"{component} {(fires ? "fires, and nobody knows" : "is over, and open")}");
        }
        var state = _store.Read();
        foreach (var id in _silences.Where(id => state?.Silences.Any(s => s.Id == id) is not true))
            _world.Violations.Add($"silence {id} was granted and is gone");
        if (_acknowledged && state?.Alerts.FirstOrDefault(a => a.Notice.Component == Steady)?.AcknowledgedBy is null)
            _world.Violations.Add("an acknowledgement was granted and is gone");
        return _world.Violations;
    }

    /// <summary>Mostly to whoever runs the desk: kills in the middle of a notification are what this is about.</summary>
    private void MakeTrouble()
    {
        if (_world.Chance(0.3))
            _silos[Victim()].Crash(200 + _world.Random.NextInt64(2_000));
        if (_world.Chance(0.2))
            _world.CutOff(_silos[Victim()].Name, 200 + _world.Random.NextInt64(4_500));
        if (_world.Chance(0.05))
            _world.CutOff(SimulatedStore.Name, 200 + _world.Random.NextInt64(1_500));
        if (_world.Chance(0.3))
            _world.CutOff(SimulatedReceiver.Name, 200 + _world.Random.NextInt64(2_500));
    }

    private int Victim()
    {
        var holder = _desks.FindIndex(d => d.Holds);
        return holder >= 0 && _world.Random.Next(3) > 0 ? holder : _world.Random.Next(_silos.Count);
    }

    private void Change(string component)
    {
        if (_world.Troubled)
            Tell(component, _fires[component] ? AlertEventKind.Resolved : AlertEventKind.Firing);
    }

    private void Tell(string component, AlertEventKind kind)
    {
        _fires[component] = kind == AlertEventKind.Firing;
        var now = _desks[0].Now.AddTicks(++_wishes);
        _outbox[component].Enqueue(new()
        {
            Key = DedupKey.Of(component, null, null, "down"),
            Component = component,
            Rule = "down",
            Family = AlertFamily.Availability,
            Event = kind,
            Mute = AlertMute.None,
            Priority = AlertPriority.P0,
            Active = kind == AlertEventKind.Firing,
            Since = now,
            At = now,
            Notify = true,
        });
    }

    /// <summary>As a component's outbox does: in order, again and again until it is done.</summary>
    private void Deliver(string component)
    {
        if (!_outbox[component].TryPeek(out var notice))
            return;
        Ask(desk => { desk.Accept(notice); return true; }, () =>
        {
            if (_outbox[component].TryPeek(out var first) && first == notice)
                _outbox[component].Dequeue();
        });
    }

    private void Wish()
    {
        if (!_world.Troubled)
            return;
        var id = $"s{++_wishes}";
        Ask(desk => desk.Add(new(id, new Dictionary<string, string> { ["component"] = "nobody" }, "ann", "", _desks[0].Now, _desks[0].Now.AddHours(1)), _desks[0].Now), () => _silences.Add(id));
        Ask(desk => desk.Acknowledge(DedupKey.Of(Steady, null, null, "down"), "ann", _desks[0].Now), () => _acknowledged = true);
    }

    /// <summary>All silos, as who does not know the holder does.</summary>
    private void Ask(Func<AlertDesk, bool> work, Action done)
    {
        foreach (var (silo, desk) in _silos.Zip(_desks))
        {
            _world.Send("caller", silo.Name, () => desk.Wish(work, answer =>
            {
                if (answer == DeskAnswer.Done)
                    _world.Send(silo.Name, "caller", done);
            }));
        }
    }
}
