using Plimsoll.Quality.Budgets;

namespace Plimsoll.Core.Tests.Fleet.Simulation;

/// <summary>
/// The fleet's one budget and what each component holds of it, in the store; and the judges, who count what they were asked. The day
/// goes sixty times as fast as the rest, so that slices end within the simulation.
/// </summary>
internal sealed class SimulatedPurse(SimulatedWorld world, PlantedBug bug)
{
    public const string Name = "purse";
    public const int Calls = 80;

    private const long Noon = 20_000 * DayLedger.DayMs + DayLedger.DayMs / 4;
    private static readonly BudgetLimit s_limit = new(Calls: Calls);

    private readonly Dictionary<string, (long Version, byte[] Held)> _held = [];
    private readonly Dictionary<long, long> _askedOf = [];
    private readonly Dictionary<long, long> _reported = [];
    private byte[] _funds = [];
    private long _fundsVersion;

    /// <summary>Calls that reached a judge.</summary>
    public long Asked { get; private set; }

    public long NowMs => Noon + world.NowMs * 60;

    public (long Version, byte[] Held) Read(string component) => _held.GetValueOrDefault(component, (0, []));

    /// <returns>False for a conflict.</returns>
    public bool Save(string component, long expected, byte[] held)
    {
        if (Read(component).Version != expected)
            return false;
        _held[component] = (expected + 1, held);
        return true;
    }

    public (byte[] Funds, long Version) ReadFunds() => (_funds, _fundsVersion);

    /// <returns>Null for a conflict.</returns>
    public Lease? Exchange((byte[] Funds, long Version) read, SliceWish wish, out bool written)
    {
        var (next, lease) = FundsState.Exchange(read.Funds, wish, s_limit, NowMs);
        written = read.Version == _fundsVersion || bug == PlantedBug.FundsWrittenUnconditionally;
        if (!written)
            return null;
        (_funds, _fundsVersion) = (next, _fundsVersion + 1);
        if (wish.Report is { } report && _reported.TryAdd(report.Number, report.Spent.Calls))
            CheckSlice(report.Number);
        return lease;
    }

    public void Ask(Lease slice, long calls)
    {
        Asked += calls;
        if (Asked > Calls)
            world.Violations.Add($"{Asked} calls were paid from a budget of {Calls} at {world.NowMs} ms");
        _askedOf[slice.Number] = _askedOf.GetValueOrDefault(slice.Number) + calls;
        CheckSlice(slice.Number);
    }

    /// <summary>Of a slice that was reported no more may be asked, before or after, than the keeper was told.</summary>
    private void CheckSlice(long number)
    {
        if (_reported.TryGetValue(number, out var told) && _askedOf.GetValueOrDefault(number) > told)
            world.Violations.Add($"{_askedOf[number]} calls were paid from slice {number}, of which {told} were reported, at {world.NowMs} ms");
    }

    /// <summary>What is spent for certain, and what somebody may yet spend.</summary>
    public (long Spent, long Committed) Totals()
    {
        var reader = new Plimsoll.Aggregation.Encoding.StateReader("funds", _funds);
        var funds = _funds.Length == 0 ? new FleetBudget() : FleetBudget.Read(ref reader);
        return (funds.Spent.Calls, funds.Committed.Calls);
    }
}
