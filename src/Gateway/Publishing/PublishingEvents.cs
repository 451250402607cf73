using System.Diagnostics.Metrics;
using Plimsoll.Publishing;

namespace Plimsoll.Gateway.Publishing;

/// <summary>What happens to minutes on their way to CloudWatch, as metrics and log lines.</summary>
internal sealed partial class PublishingEvents
{
    private readonly ILogger<PublishingEvents> _logger;
    private readonly Counter<long> _calls;
    private readonly Counter<long> _points;
    private readonly Counter<long> _leftOut;
    private readonly Counter<long> _doubled;
    private string? _problem;

    public PublishingEvents(IMeterFactory meters, ILogger<PublishingEvents> logger)
    {
        _logger = logger;
        var meter = meters.Create("Plimsoll.Gateway");
        _calls = meter.CreateCounter<long>("plimsoll_gateway_cloudwatch_calls", description: "Calls that published to CloudWatch, by outcome and reason.");
        _points = meter.CreateCounter<long>("plimsoll_gateway_cloudwatch_points", description: "Metric data that CloudWatch took.");
        _leftOut = meter.CreateCounter<long>("plimsoll_gateway_cloudwatch_left_out", description: "Minutes, or data of a refused call, that were not published, by reason.");
        _doubled = meter.CreateCounter<long>("plimsoll_gateway_cloudwatch_maybe_doubled", description: "Calls or minutes sent again after an unknown outcome, which CloudWatch may have counted twice, by reason.");
        meter.CreateObservableGauge("plimsoll_gateway_cloudwatch_waiting_calls", () => Status.Waiting, description: "Calls that wait to be published.");
        meter.CreateObservableGauge("plimsoll_gateway_cloudwatch_estimated_dollars_per_month", () => Status.MonthlyDollars, description: "What the published metrics cost a month, estimated from list prices.");
    }

    public PublishingStatus Status { get; set; } = PublishingStatus.None;

    public void Sent(PublishCall call)
    {
        Count("done", "");
        _points.Add(call.Points);
        if (_problem is null)
            return;
        _problem = null;
        WellAgain();
    }

    public void Delayed(PublishOutcome.Later later, TimeSpan wait)
    {
        Count("later", later.Reason);
        if (later.MayCount)
            MaybeDoubled("unknown_outcome");
        Say(later.Reason, reason => NotTaken(reason, wait));
    }

    public void Refused(PublishOutcome.Refused refused, TimeSpan wait)
    {
        Count("refused", refused.Reason);
        Say(refused.Reason, _ => MustChange(refused.Advice, wait));
    }

    public void Rejected(PublishCall call, PublishOutcome.Rejected rejected)
    {
        Count("rejected", rejected.Reason);
        LeftOut(rejected.Reason, call.Points);
        CallRejected(call.Points, call.Namespace, rejected.Reason, rejected.Message);
    }

    public void MaybeDoubled(string reason) => _doubled.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public void LeftOut(string reason, long count) => _leftOut.Add(count, new KeyValuePair<string, object?>("reason", reason));

    public void TooOld(long minutes)
    {
        LeftOut("too_old", minutes);
        MinutesTooOld(minutes);
    }

    public void OutOfReach(string component, Exception trouble) => NotAsked(component, trouble);

    public void CursorNotSaved(string why) => NotSaved(why);

    public void TurnFailed(Exception trouble) => Failed(trouble);

    public void Estimated(PublishingEstimate estimate) => WillCost(estimate.Metrics, estimate.Calls, estimate.MonthlyDollars);

    /// <summary>A problem is told when it begins and when it changes: not at each try.</summary>
    private void Say(string reason, Action<string> say)
    {
        if (_problem == reason)
            return;
        _problem = reason;
        say(reason);
    }

    private void Count(string outcome, string reason) =>
        _calls.Add(1, new KeyValuePair<string, object?>("outcome", outcome), new KeyValuePair<string, object?>("reason", reason));
}
