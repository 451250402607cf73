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
    private readonly JudgeQueue _queue;
    private readonly JudgeBudget _budget;

    public JudgeDesk()
        : this(new(), new())
    {
    }

    private JudgeDesk(JudgeQueue queue, JudgeBudget budget) => (_queue, _budget) = (queue, budget);

    public JudgeQueue Queue => _queue;

    public JudgeBudget Budget => _budget;

    public QueueStep.Ended? Add(JudgeRequest request) => _queue.Add(request);

    /// <summary>The next call to make; null when none may be made now. A spent budget parks the queue until it has room again.</summary>
    /// <param name="most">What one call for a request can cost at most.</param>
    public JudgeCall? Start(Func<JudgeRequest, JudgeCost> most, BudgetLimit component, BudgetLimit tenant, long nowMs, int mostInFlight)
    {
        while (_queue.InFlight < mostInFlight && _queue.Peek(nowMs) is { } queued)
        {
            var cost = most(queued.Request);
            var next = FormattableString.Invariant($"{queued.Request.Id}/{queued.Calls + 1}");
            switch (_budget.Reserve(next, queued.Request.Tenant, cost, component, tenant, nowMs))
            {
                case ReservationResult.Granted:
                    return new JudgeCall(_queue.Begin(queued), queued.Request, cost);
                case ReservationResult.Refused { Scope: "tenant" } refused:
                    // Another tenant's requests may still have room.
                    queued.NotBeforeMs = refused.UntilMs;
                    continue;
                case ReservationResult.Refused refused:
                    _queue.Park(refused.UntilMs, "budget");
                    return null;
                default:
                    throw new InvalidOperationException($"Call {next} has room reserved and is not under way");
            }
        }
        return null;
    }

    /// <param name="actual">What the call cost; null where the judge did not say: then the maximum stands.</param>
    /// <param name="jitter">See <see cref="BackOff.DelayMs"/>.</param>
    public QueueStep Finish(JudgeCall call, JudgeOutcome outcome, JudgeCost? actual, long nowMs, double jitter)
    {
        _budget.Settle(call.Id, actual ?? call.Most);
        return _queue.Complete(call.Id, outcome, nowMs, jitter);
    }

    public void Write(StateWriter writer)
    {
        _queue.Write(writer);
        _budget.Write(writer);
    }

    public static JudgeDesk Read(ref StateReader reader) => new(JudgeQueue.Read(ref reader), JudgeBudget.Read(ref reader));
}

/// <summary>A call that may be made now.</summary>
/// <param name="Id">To be handed to <see cref="JudgeDesk.Finish"/>, and to the judge as its idempotency key where it has one.</param>
/// <param name="Most">Reserved for it.</param>
public sealed record JudgeCall(string Id, JudgeRequest Request, JudgeCost Most);
