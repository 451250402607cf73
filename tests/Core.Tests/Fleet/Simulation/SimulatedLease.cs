using Plimsoll.Fleet;

namespace Plimsoll.Core.Tests.Fleet.Simulation;

/// <summary>A silo's part in the work that exists once per fleet, by a clock of its own.</summary>
internal sealed class SimulatedLease
{
    private static readonly LeaseSettings Settings = new(3_000);

    private readonly SimulatedSilo _silo;
    private readonly SimulatedWorld _world;
    private readonly SimulatedStore _store;
    private readonly SimulatedWork _work;
    private readonly PlantedBug _bug;
    private readonly double _rate;
    private readonly long _offsetMs;
    private LeaseMember _member;
    private long _version;
    private long _busyUntilMs;

    public SimulatedLease(SimulatedSilo silo, SimulatedWorld world, SimulatedStore store, SimulatedWork work, PlantedBug bug)
    {
        (_silo, _world, _store, _work, _bug) = (silo, world, store, work, bug);
        _rate = 0.95 + (0.1 * world.Random.NextDouble());
        _offsetMs = world.Random.NextInt64(1_000_000);
        _member = new LeaseMember(silo.Incarnation, Settings);
        world.Every(150, Tick);
        world.Every(100, SendWork);
    }

    /// <summary>Whether this silo believes to hold the lease at this moment.</summary>
    public bool Believes => _silo.Up && Token() is not null;

    /// <summary>The token under which this silo may work now; null for none.</summary>
    public long? Held => _silo.Up ? Token() : null;

    private long ClockMs => _offsetMs + (long)(_world.NowMs * _rate);

    public void Restart() => _member = new LeaseMember(_silo.Incarnation, Settings);

    private long? Token() => _bug == PlantedBug.LeaseNeverExpires ? _member.Release()?.Token : _member.Token(ClockMs);

    private void Tick()
    {
        if (!_silo.Up || _world.NowMs < _busyUntilMs)
            return;
        var member = _member;
        _busyUntilMs = _world.NowMs + 1_000;
        _world.Send(_silo.Name, SimulatedStore.Name, () =>
        {
            var (record, version) = _store.ReadLease();
            _world.Send(SimulatedStore.Name, _silo.Name, () => Seen(member, record, version));
        });
    }

    private void Seen(LeaseMember member, LeaseRecord record, long version)
    {
        if (member != _member)
            return;
        _version = version;
        member.Observe(record, ClockMs);
        if (Next(member) is { } next)
            Write(member, next);
        else
            _busyUntilMs = _world.NowMs;
    }

    private LeaseRecord? Next(LeaseMember member)
    {
        var next = member.Next(ClockMs);
        if (_bug == PlantedBug.TokenNotRaised && next is { Renewal: 0, Token: > 1 })
            next = next with { Token = next.Token - 1 };
        return next;
    }

    private void Write(LeaseMember member, LeaseRecord next)
    {
        var (started, expected) = (ClockMs, _version);
        _world.Send(_silo.Name, SimulatedStore.Name, () =>
        {
            var taken = _store.WriteLease(next, expected);
            _world.Send(SimulatedStore.Name, _silo.Name, () =>
            {
                _busyUntilMs = _world.NowMs;
                if (taken && member == _member)
                    member.Written(next, _bug == PlantedBug.LeaseCountedFromTheAnswer ? ClockMs : started);
            });
        });
    }

    private void SendWork()
    {
        if (_silo.Up && Token() is { } token)
            _world.Send(_silo.Name, SimulatedWork.Name, () => _work.Take(token));
    }
}
