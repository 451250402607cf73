using Plimsoll.Aggregation.Encoding;
using Plimsoll.Quality.Budgets;

namespace Plimsoll.Core.Tests.Fleet.Simulation;

/// <summary>
/// A component in one silo that has its answers judged, by the rules of a host: a call is saved before it is made, and a slice is
/// closed and saved before it is reported.
/// </summary>
internal sealed class SimulatedSpender
{
    /// <summary>Calls that a request takes at most; they differ, so that slices end with something left in them.</summary>
    public const int Dearest = 3;

    private static readonly JudgeCost s_wanted = new(16, 0, 0);

    private readonly SimulatedSilo _silo;
    private readonly Func<bool> _livesHere;
    private readonly string _component;
    private readonly SimulatedWorld _world;
    private readonly SimulatedPurse _purse;
    private readonly PlantedBug _bug;
    private LeasedBudget? _held;
    private long _version;
    private long _waitsFor;
    private long _steps;
    private long _made;
    private long _notBeforeMs;

    /// <param name="livesHere">Whether the component is in this silo, for all that the silo knows.</param>
    public SimulatedSpender(SimulatedSilo silo, string component, Func<bool> livesHere, SimulatedWorld world, SimulatedPurse purse, PlantedBug bug)
    {
        (_silo, _component, _livesHere, _world, _purse, _bug) = (silo, component, livesHere, world, purse, bug);
        world.Every(150, Turn);
    }

    /// <summary>The silo crashed, or the component's state was found to be another's.</summary>
    public void Forget() => (_held, _waitsFor) = (null, 0);

    private void Turn()
    {
        if (!_silo.Up || !_livesHere() || _waitsFor != 0 || _world.NowMs < _notBeforeMs)
            return;
        var held = Load();
        var most = new JudgeCost(1 + _made % Dearest, 0, 0);
        if (held.Reserve(most, _purse.NowMs) is { } lease)
            Spend(held, lease, most);
        else
            Renew(held, most);
    }

    private LeasedBudget Load()
    {
        if (_held is { } there)
            return there;
        var (version, bytes) = _purse.Read(_component);
        var reader = new StateReader("held", bytes);
        (_version, _held) = (version, bytes.Length == 0 ? new LeasedBudget() : LeasedBudget.Read(ref reader));
        return _held;
    }

    private void Spend(LeasedBudget held, Lease lease, JudgeCost most)
    {
        if (_bug == PlantedBug.CallBeforeItIsSaved)
            _purse.Ask(lease, most.Calls);
        Save(held, () =>
        {
            if (_bug != PlantedBug.CallBeforeItIsSaved)
                _purse.Ask(lease, most.Calls);
            held.Settle(lease, most, most);
            _made++;
        });
    }

    private void Renew(LeasedBudget held, JudgeCost least)
    {
        var wish = new SliceWish(_component, held.Close(), s_wanted, least);
        if (_bug == PlantedBug.SliceReportedBeforeItIsSaved)
            Exchange(held, wish);
        else
            Save(held, () => Exchange(held, wish));
    }

    private void Save(LeasedBudget held, Action saved)
    {
        var writer = new StateWriter();
        held.Write(writer);
        var (expected, step) = (_version, Begin());
        _world.Send(_silo.Name, SimulatedPurse.Name, () =>
        {
            var done = _purse.Save(_component, expected, writer.ToArray());
            _world.Send(SimulatedPurse.Name, _silo.Name, () => Answered(step, () =>
            {
                if (!done)
                    Forget();
                else
                {
                    _version = expected + 1;
                    saved();
                }
            }));
        });
    }

    private void Exchange(LeasedBudget held, SliceWish wish)
    {
        var step = Begin();
        _world.Send(_silo.Name, SimulatedPurse.Name, () =>
        {
            var read = _purse.ReadFunds();
            _world.Send(SimulatedPurse.Name, _silo.Name, () => _world.Send(_silo.Name, SimulatedPurse.Name, () =>
            {
                var lease = _purse.Exchange(read, wish, out var written);
                _world.Send(SimulatedPurse.Name, _silo.Name, () => Answered(step, () =>
                {
                    if (lease is not null)
                        held.Take(lease);
                    else if (written)
                        _notBeforeMs = _world.NowMs + 1_000;
                }));
            }));
        });
    }

    /// <summary>An answer that does not come is waited for in vain; what became of it is not known, so the state is read again.</summary>
    private long Begin()
    {
        var step = _waitsFor = ++_steps;
        _world.After(1_500, () => Answered(step, Forget));
        return step;
    }

    private void Answered(long step, Action then)
    {
        if (_waitsFor != step)
            return;
        _waitsFor = 0;
        then();
    }
}
