using Plimsoll.Gateway.Cloud;
using Plimsoll.Publishing;

namespace Plimsoll.Gateway.Publishing;

/// <summary>Sends what waits, oldest first and paced, and waits longer after each failure.</summary>
/// <param name="mayWork">Asked before each call: the lease may have gone.</param>
internal sealed class CloudWatchSender(
    IMinuteSink sink, PublishingBacklog backlog, PublishingRecord record, Func<bool> mayWork, int callsPerSecond, TimeProvider time, PublishingEvents events)
{
    private static readonly TimeSpan s_firstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_firstRefusedWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_longestRefusedWait = TimeSpan.FromMinutes(10);

    /// <summary>Calls that may be made in one go, for as long as nothing was sent before.</summary>
    private static readonly TimeSpan s_burst = TimeSpan.FromSeconds(5);

    private readonly CallPace _pace = new(callsPerSecond, s_burst);
    private readonly Forbearance _pause = new(time);

    /// <summary>Null while all is well.</summary>
    public string? Problem { get; private set; }

    public async Task SendAsync(CancellationToken stopping)
    {
        while (backlog.Next is { } call && _pause.IsOver && mayWork() && _pace.TryTake(time.GetTimestamp(), time.TimestampFrequency))
        {
            if (!await record.BeginAsync(call.Minute, stopping))
                return;
            var outcome = await sink.SendAsync(call, stopping);
            if (!Settle(call, outcome))
                return;
            backlog.Take();
            if (backlog.Next?.Minute != call.Minute && !await record.FinishAsync(call.Minute, stopping))
                return;
        }
    }

    /// <returns>Whether the call is over.</returns>
    private bool Settle(PublishCall call, PublishOutcome outcome)
    {
        switch (outcome)
        {
            case PublishOutcome.Done:
                _pause.Succeed();
                Problem = null;
                events.Sent(call);
                return true;
            case PublishOutcome.Rejected rejected:
                _pause.Succeed();
                Problem = $"a call for {call.Namespace} was rejected: {rejected.Reason}";
                events.Rejected(call, rejected);
                return true;
            case PublishOutcome.Refused refused:
                Problem = refused.Advice;
                events.Refused(refused, _pause.Fail(s_firstRefusedWait, s_longestRefusedWait, null));
                return false;
            case PublishOutcome.Later later:
                Problem = $"CloudWatch does not take what is published: {later.Reason}";
                events.Delayed(later, _pause.Fail(s_firstWait, s_longestWait, later.RetryAfter));
                return false;
            default:
                throw new InvalidOperationException($"No rule for {outcome.GetType().Name}");
        }
    }
}
