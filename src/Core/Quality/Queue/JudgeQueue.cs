using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Quality.Queue;

/// <summary>
/// Requests that wait for a judge. Bounded in number and age; every request ends judged, failed or shed, with a reason.
/// </summary>
internal sealed class JudgeQueue(int capacity = JudgeQueue.DefaultCapacity)
{
    public const int DefaultCapacity = 1_000;

    /// <summary>Older answers are not judged any more: the verdict would speak of the past.</summary>
    public const long MaxAgeMs = 6 * 3_600_000;

    /// <summary>A call that takes longer has lost whoever made it.</summary>
    public const long MaxCallMs = 5 * 60_000;

    /// <summary>Calls for one request, however they ended.</summary>
    public const int MaxCalls = 6;

    private const byte Format = 1;

    private readonly Dictionary<string, QueuedRequest> _requests = new(StringComparer.Ordinal);

    public int Depth => _requests.Count;

    public int InFlight => _requests.Values.Count(q => q.InFlight);

    public QueueCounts Counts { get; private init; } = new();

    public CircuitBreaker Breaker { get; private init; } = new();

    public QueueParking Parking { get; private init; } = new();

    /// <summary>Requests that wait for nothing but their tenant's budget.</summary>
    public int HeldForTenant(long nowMs) => _requests.Values.Count(q => q.HeldUntilMs > nowMs);

    /// <summary>Age of the oldest request that waits, milliseconds; 0 when none does.</summary>
    public long LagMs(long nowMs) =>
        _requests.Values.Where(q => !q.InFlight).Select(q => Math.Max(0, nowMs - q.Request.CreatedMs)).DefaultIfEmpty().Max();

    /// <summary>A request that waits already is not added again. Returns what was shed to make room: perhaps itself.</summary>
    public QueueStep.Ended? Add(JudgeRequest request)
    {
        if (!_requests.TryAdd(request.Id, new(request)))
            return null;
        Counts.Added++;
        if (_requests.Count <= capacity)
            return null;
        // The least urgent, and of those the oldest: a call under way is paid for already.
        var least = _requests.Values.Where(q => !q.InFlight).MinBy(q => (-(int)q.Request.Priority, q.Request.CreatedMs, q.Request.Id))!;
        return End(least, QueueEnd.Shed, "queue_full");
    }

    /// <summary>The most urgent request that may be tried now; null when none may. <see cref="Begin"/> takes it.</summary>
    /// <param name="journal">Only what this gateway has the texts of, the fixed set included; null for any.</param>
    public QueuedRequest? Peek(long nowMs, Guid? journal = null) => Parking.Holds(nowMs) || !Breaker.Allows(nowMs) || (Parking.IsPausing && InFlight > 0)
        ? null
        : _requests.Values.Where(q => !q.InFlight && q.NotBeforeMs <= nowMs && q.HeldUntilMs <= nowMs && (journal is null || q.Request.Origin.Journal == journal || q.Request.Priority == JudgePriority.Fixed))
            .MinBy(q => (q.Request.Priority, q.Request.CreatedMs, q.Request.Id));

    /// <summary>Returns the id of the call.</summary>
    public string Begin(QueuedRequest queued, long nowMs)
    {
        queued.Calls++;
        queued.BegunMs = nowMs;
        queued.InFlight = true;
        Breaker.Begin(queued.CallId);
        return queued.CallId;
    }

    /// <summary>Takes back the beginning of a call that was never made.</summary>
    public void Withdraw(string callId)
    {
        if (Find(callId) is not { } queued)
            return;
        queued.Calls--;
        queued.InFlight = false;
        Breaker.Withdraw(callId);
    }

    /// <summary>Calls that nobody has reported for <see cref="MaxCallMs"/>: whoever made them is gone. Each is made once more, then given up.</summary>
    public IReadOnlyList<(string CallId, QueueStep.Ended? End)> Abandon(long nowMs)
    {
        var abandoned = new List<(string, QueueStep.Ended?)>();
        foreach (var queued in _requests.Values.Where(q => q.InFlight && nowMs - q.BegunMs > MaxCallMs).ToList())
        {
            Breaker.Failed(queued.CallId, nowMs);
            abandoned.Add((queued.CallId, Interrupt(queued)));
        }
        return abandoned;
    }

    /// <param name="jitter">See <see cref="BackOff.DelayMs"/>.</param>
    public QueueStep Complete(string callId, JudgeOutcome outcome, long nowMs, double jitter)
    {
        if (Find(callId) is not { } queued)
        {
            Counts.Repeated++;
            return new QueueStep.Ignored();
        }
        queued.InFlight = false;
        if (outcome is JudgeOutcome.Unavailable)
            Breaker.Failed(callId, nowMs);
        else
            Breaker.Answered(callId);
        if (outcome is JudgeOutcome.Throttled(var wait))
            Parking.Pause(nowMs, jitter, wait);
        else if (outcome is not JudgeOutcome.Unavailable)
            Parking.Answered();
        return Follow(queued, outcome, nowMs, jitter);
    }

    private QueueStep Follow(QueuedRequest queued, JudgeOutcome outcome, long nowMs, double jitter)
    {
        switch (outcome)
        {
            case JudgeOutcome.Judged:
                return End(queued, QueueEnd.Judged, "judged");
            case JudgeOutcome.Rejected(var reason):
                return End(queued, QueueEnd.Failed, reason);
            case JudgeOutcome.Malformed when ++queued.Malformed > 1:
                return End(queued, QueueEnd.Failed, "malformed");
            case JudgeOutcome.Malformed:
                return Retry(queued, nowMs, "malformed");
            case JudgeOutcome.QuotaSpent(var untilMs):
                Parking.Park(untilMs, QueueParking.Quota);
                return Retry(queued, untilMs, QueueParking.Quota);
            case JudgeOutcome.Throttled(var after):
                return Retry(queued, nowMs + BackOff.DelayMs(queued.Calls, jitter, after), QueueParking.Throttled);
            case JudgeOutcome.Unavailable(var reason):
                return Retry(queued, nowMs + BackOff.DelayMs(queued.Calls, jitter), reason);
            default:
                throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null);
        }
    }

    private QueueStep Retry(QueuedRequest queued, long notBeforeMs, string reason)
    {
        if (queued.Calls >= MaxCalls)
            return End(queued, QueueEnd.Failed, reason);
        Counts.Retries++;
        queued.NotBeforeMs = notBeforeMs;
        return new QueueStep.Retried(notBeforeMs, reason);
    }

    /// <summary>Sheds what has waited too long.</summary>
    public IReadOnlyList<QueueStep.Ended> Expire(long nowMs) =>
    [
        .. _requests.Values.Where(q => !q.InFlight && nowMs - q.Request.CreatedMs > MaxAgeMs).ToList().Select(q => End(q, QueueEnd.Shed, "too_old")),
    ];

    /// <summary>What was asked under a version that is no longer the present one is not judged.</summary>
    public IReadOnlyList<QueueStep.Ended> Retire(string presentVersion) =>
    [
        .. _requests.Values.Where(q => !q.InFlight && q.Request.RubricVersion != presentVersion).ToList().Select(q => End(q, QueueEnd.Shed, "rubric_changed")),
    ];

    /// <summary>Sheds what may not be judged any more, calls under way included; returns the ids of these.</summary>
    public (int Shed, IReadOnlyList<string> Calls) Shed(Predicate<JudgeRequest> unwanted, string reason)
    {
        var gone = _requests.Values.Where(q => unwanted(q.Request)).ToList();
        var calls = gone.Where(q => q.InFlight).Select(q => q.CallId).ToList();
        foreach (var call in calls)
            Breaker.Withdraw(call);
        foreach (var queued in gone)
            End(queued, QueueEnd.Shed, reason);
        return (gone.Count, calls);
    }

    private QueueStep.Ended End(QueuedRequest queued, QueueEnd end, string reason)
    {
        _requests.Remove(queued.Request.Id);
        Counts.Count(end, reason);
        return new(queued.Request, end, reason);
    }

    public void Write(StateWriter writer)
    {
        writer.Byte(Format);
        Parking.Write(writer);
        Counts.Write(writer);
        Breaker.Write(writer);
        writer.Count(_requests.Count);
        foreach (var queued in _requests.Values)
            queued.Write(writer);
    }

    /// <summary>A call that was under way may have been answered to nobody: it is made once more, and then given up.</summary>
    public static JudgeQueue Read(ref StateReader reader, int capacity = DefaultCapacity)
    {
        reader.Version(Format);
        var queue = new JudgeQueue(capacity)
        {
            Parking = QueueParking.Read(ref reader),
            Counts = QueueCounts.Read(ref reader),
            Breaker = CircuitBreaker.Read(ref reader),
        };
        for (var left = reader.Length(int.MaxValue); left > 0; left--)
        {
            var queued = QueuedRequest.Read(ref reader);
            queue._requests[queued.Request.Id] = queued;
        }
        foreach (var queued in queue._requests.Values.Where(q => q.InFlight).ToList())
            queue.Interrupt(queued);
        return queue;
    }

    private QueueStep.Ended? Interrupt(QueuedRequest queued)
    {
        queued.InFlight = false;
        return ++queued.Interruptions > 1 || queued.Calls >= MaxCalls ? End(queued, QueueEnd.Failed, "interrupted") : null;
    }

    private QueuedRequest? Find(string callId) => _requests.Values.FirstOrDefault(q => q.InFlight && q.CallId == callId);
}
