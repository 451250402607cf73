using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Quality.Budgets;

/// <summary>
/// What a component may spend on judging in a UTC day, in all and for each tenant. Saved with the component's state; a
/// call that was under way when the state was saved stays charged with its maximum.
/// </summary>
internal sealed class JudgeBudget
{
    public const int MaxOpen = 1_024;

    /// <summary>Tenants with a ledger of their own; the others share one, and its limit.</summary>
    public const int MaxTenants = 256;

    private const string OtherTenants = "__other__";
    private const byte Format = 1;

    private readonly DayLedger _component = new();
    private readonly Dictionary<string, DayLedger> _tenants = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Reservation> _open = new(StringComparer.Ordinal);
    private JudgeCost _forfeited;

    public JudgeCost Spent => _component.Spent;

    public JudgeCost Reserved => _component.Reserved;

    public int OpenCalls => _open.Count;

    /// <summary>Calls that cost more than their reserved maximum since the component began: a judge that breaks its bound.</summary>
    public long Overruns { get; private set; }

    /// <summary>What was charged for calls that nobody reported, since it was asked for last.</summary>
    public JudgeCost TakeForfeited()
    {
        var forfeited = _forfeited;
        _forfeited = default;
        return forfeited;
    }

    /// <param name="callId">Unique among calls; a retry has its own.</param>
    public ReservationResult Reserve(string callId, string tenant, JudgeCost most, BudgetLimit component, BudgetLimit tenants, long nowMs)
    {
        if (most.IsNegative)
            throw new ArgumentOutOfRangeException(nameof(most), most, "A maximum is not below 0");
        if (_open.ContainsKey(callId))
            return new ReservationResult.Repeated();
        BeginDay(DayLedger.DayOf(nowMs));
        var ledger = Tenant(ref tenant);
        var until = (_component.Day + 1) * DayLedger.DayMs;
        if (_component.Lacks(most, component) is { } measure)
            return new ReservationResult.Refused("component", measure, until);
        if (ledger.Lacks(most, tenants) is { } tenantMeasure)
            return new ReservationResult.Refused("tenant", tenantMeasure, until);
        if (_open.Count >= MaxOpen)
            return new ReservationResult.Refused("component", BudgetMeasure.Calls, nowMs);
        _open[callId] = new(callId, tenant, _component.Day, most);
        _component.Reserve(most);
        ledger.Reserve(most);
        return new ReservationResult.Granted();
    }

    /// <summary>Returns false for a call that is not under way: settled before, or never reserved.</summary>
    public bool Settle(string callId, JudgeCost actual)
    {
        if (!_open.Remove(callId, out var reservation))
            return false;
        if (!actual.Fits(reservation.Most))
            Overruns++;
        _component.Settle(reservation.Day, reservation.Most, actual);
        if (_tenants.TryGetValue(reservation.Tenant, out var ledger))
            ledger.Settle(reservation.Day, reservation.Most, actual);
        return true;
    }

    /// <summary>Charges every call that is under way with its maximum: nobody is left to say what it cost.</summary>
    public void Forfeit()
    {
        foreach (var call in _open.Keys.ToList())
            Forfeit(call);
    }

    /// <summary>Charges a call with its maximum when nobody is left to say what it cost.</summary>
    public void Forfeit(string callId)
    {
        if (!_open.TryGetValue(callId, out var reservation))
            return;
        Settle(callId, reservation.Most);
        _forfeited += reservation.Most;
    }

    /// <summary>What is left of the day.</summary>
    public JudgeCost Left(BudgetLimit component, long nowMs)
    {
        BeginDay(DayLedger.DayOf(nowMs));
        return component.Left(Spent + Reserved);
    }

    private void BeginDay(long day)
    {
        if (day > _component.Day)
            _tenants.Clear();
        _component.Begin(day);
    }

    private DayLedger Tenant(ref string tenant)
    {
        if (_tenants.TryGetValue(tenant, out var ledger))
            return ledger;
        if (_tenants.Count >= MaxTenants - 1)
        {
            tenant = OtherTenants;
            if (_tenants.TryGetValue(tenant, out ledger))
                return ledger;
        }
        ledger = new();
        ledger.Begin(_component.Day);
        return _tenants[tenant] = ledger;
    }

    public void Write(StateWriter writer)
    {
        writer.Byte(Format);
        writer.Count(Overruns);
        _component.Write(writer);
        writer.Count(_tenants.Count);
        foreach (var (tenant, ledger) in _tenants.OrderBy(t => t.Key, StringComparer.Ordinal))
        {
            writer.Text(tenant);
            ledger.Write(writer);
        }
        writer.Count(_open.Count);
        foreach (var reservation in _open.Values)
        {
            writer.Text(reservation.Id);
            writer.Text(reservation.Tenant);
            writer.Count(reservation.Day);
            reservation.Most.Write(writer);
        }
    }

    /// <summary>Calls that were under way are charged with their maximum.</summary>
    public static JudgeBudget Read(ref StateReader reader)
    {
        reader.Version(Format);
        var overruns = reader.Count();
        var budget = new JudgeBudget(DayLedger.Read(ref reader)) { Overruns = overruns };
        for (var left = reader.Length(MaxTenants); left > 0; left--)
            budget._tenants[reader.Text() ?? throw reader.Corrupt("a tenant without a name")] = DayLedger.Read(ref reader);
        for (var left = reader.Length(MaxOpen); left > 0; left--)
        {
            var id = reader.Text() ?? throw reader.Corrupt("a call without an id");
            var tenant = reader.Text() ?? throw reader.Corrupt("a call without a tenant");
            budget._open[id] = new(id, tenant, reader.Count(), JudgeCost.Read(ref reader));
        }
        budget.Forfeit();
        return budget;
    }

    public JudgeBudget()
    {
    }

    private JudgeBudget(DayLedger component) => _component = component;
}
