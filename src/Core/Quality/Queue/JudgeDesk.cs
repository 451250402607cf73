using Plimsoll.Aggregation.Encoding;
using Plimsoll.Quality.Budgets;

namespace Plimsoll.Quality.Queue;

/// <summary>
/// Queue and budget of a component together: no call without its room reserved, and none that is not settled. The state
/// is to be committed after <see cref="Start"/> and before the call is made, so that a host that goes down in between
/// has paid for it.
/// </summary>
internal sealed class JudgeDesk
{
    /// <summary>Between two questions for a slice of a budget that is spent or in others' hands, milliseconds.</summary>
    private const long FleetWaitMs = 60_000;

    private readonly JudgeQueue _queue;
    private readonly JudgeBudget _budget;

    public JudgeDesk()
        : this(new(), new(), new())
    {
    }

    private JudgeDesk(JudgeQueue queue, JudgeBudget budget, LeasedBudget slice) => (_queue, _budget, Slice) = (queue, budget, slice);

    public JudgeQueue Queue => _queue;

    public JudgeBudget Budget => _budget;

    /// <summary>What the component holds of a fleet's budget, where there is one.</summary>
    public LeasedBudget Slice { get; }

    /// <summary>A call waits for nothing but a new slice of the fleet's budget.</summary>
    public bool NeedsSlice { get; private set; }

    public QueueStep.Ended? Add(JudgeRequest request) => _queue.Add(request);

    /// <summary>
    /// What to ask the keeper of the fleet's budget for, once the state is saved: another slice where calls wait for one, or
    /// nothing but to take back one whose time is over. Null when there is nothing to ask.
    /// </summary>
    public SliceWish? CloseSlice(string holder, JudgeCost most, int calls, long nowMs)
    {
        if (!NeedsSlice && !Slice.IsOver(nowMs))
            return null;
        var wanted = NeedsSlice ? new JudgeCost(most.Calls * calls, most.Tokens * calls, most.NanoDollars * calls) : default;
        return new SliceWish(holder, Slice.Close(), wanted, NeedsSlice ? most : default);
    }

    /// <summary>
    /// The keeper's answer. Without a slice calls wait for a while: others may give back what they do not need. The closed one is
    /// held on to, for the keeper may not have heard of it.
    /// </summary>
    public void TakeSlice(Lease? lease, long nowMs)
    {
        if (lease is not null)
            Slice.Take(lease);
        else if (NeedsSlice)
            _queue.Parking.Park(nowMs + FleetWaitMs, QueueParking.FleetBudget);
        NeedsSlice = false;
    }

    /// <summary>The next call to make; null when none may be made now. A spent budget parks the queue until it has room again.</summary>
    /// <param name="journal">Only what this gateway has the texts of; null for any.</param>
    public JudgeCall? Start(JudgeTerms terms, long nowMs, Guid? journal = null)
    {
        NeedsSlice = false;
        while (_queue.InFlight < terms.MostInFlight && _queue.Peek(nowMs, journal) is { } queued)
        {
            var most = terms.Most(queued.Request);
            var lease = terms.Fleet ? Slice.Reserve(most, nowMs) : null;
            NeedsSlice = terms.Fleet && lease is null;
            if (NeedsSlice)
                return null;
            if (Reserve(queued, most, terms, nowMs) is not { } refused)
                return new JudgeCall(_queue.Begin(queued, nowMs), queued.Request, most, lease);
            if (lease is not null)
                Slice.Settle(lease, most, default);
            if (refused.Scope == "component")
            {
                _queue.Parking.Park(refused.UntilMs, QueueParking.Budget);
                return null;
            }
            // Another tenant's requests may still have room.
            queued.HeldUntilMs = refused.UntilMs;
        }
        return null;
    }

    private ReservationResult.Refused? Reserve(QueuedRequest queued, JudgeCost most, JudgeTerms terms, long nowMs)
    {
        var call = FormattableString.Invariant($"{queued.Request.Id}/{queued.Calls + 1}");
        return _budget.Reserve(call, queued.Request.Tenant, most, terms.Component, terms.Tenant, nowMs) switch
        {
            ReservationResult.Granted => null,
            ReservationResult.Refused refused => refused,
            _ => throw new InvalidOperationException($"Call {call} has room reserved and is not under way"),
        };
    }

    /// <param name="actual">What the call cost; null where the judge did not say: then the maximum stands.</param>
    /// <param name="jitter">See <see cref="BackOff.DelayMs"/>.</param>
    public QueueStep Finish(JudgeCall call, JudgeOutcome outcome, JudgeCost? actual, long nowMs, double jitter)
    {
        var cost = actual ?? call.Most;
        if (_budget.Settle(call.Id, cost) && call.Lease is { } lease)
            Slice.Settle(lease, call.Most, cost);
        return _queue.Complete(call.Id, outcome, nowMs, jitter);
    }

    /// <summary>Takes back a call that was never made: it costs nothing and does not count as a try.</summary>
    public void Withdraw(JudgeCall call)
    {
        if (_budget.Settle(call.Id, default) && call.Lease is { } lease)
            Slice.Settle(lease, call.Most, default);
        _queue.Withdraw(call.Id);
    }

    /// <summary>Gives up calls that nobody has reported for too long; they stay charged with their maximum.</summary>
    public IReadOnlyList<(string CallId, QueueStep.Ended? End)> Abandon(long nowMs)
    {
        var abandoned = _queue.Abandon(nowMs);
        foreach (var (call, _) in abandoned)
            _budget.Forfeit(call);
        return abandoned;
    }

    /// <summary>Sheds what may not be judged any more. Calls under way stay charged with their maximum; their ids are returned.</summary>
    public (int Shed, IReadOnlyList<string> Calls) Shed(Predicate<JudgeRequest> unwanted, string reason)
    {
        var shed = _queue.Shed(unwanted, reason);
        foreach (var call in shed.Calls)
            _budget.Forfeit(call);
        return shed;
    }

    public void Write(StateWriter writer)
    {
        _queue.Write(writer);
        _budget.Write(writer);
        Slice.Write(writer);
    }

    public static JudgeDesk Read(ref StateReader reader) =>
        new(JudgeQueue.Read(ref reader), JudgeBudget.Read(ref reader), LeasedBudget.Read(ref reader));
}

/// <summary>Under which calls may be made.</summary>
/// <param name="Most">What one call for a request can cost at most.</param>
/// <param name="Component">For the component's whole day.</param>
/// <param name="Tenant">For each tenant's day.</param>
/// <param name="MostInFlight">Calls under way at once.</param>
/// <param name="Fleet">Whether calls are paid from a slice of the fleet's budget too.</param>
public sealed record JudgeTerms(Func<JudgeRequest, JudgeCost> Most, BudgetLimit Component, BudgetLimit Tenant, int MostInFlight, bool Fleet = false);

/// <summary>A call that may be made now.</summary>
/// <param name="Id">To be handed to <see cref="JudgeDesk.Finish"/>, and to the judge as its idempotency key where it has one.</param>
/// <param name="Most">Reserved for it.</param>
/// <param name="Lease">The slice of the fleet's budget that pays for it; null without a fleet.</param>
public sealed record JudgeCall(string Id, JudgeRequest Request, JudgeCost Most, Lease? Lease = null);
