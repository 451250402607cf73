using System.Diagnostics.Metrics;
using Plimsoll.ComponentHost;
using Plimsoll.Publishing;

namespace Plimsoll.Gateway.Publishing;

/// <summary>What happens to minutes on their way to CloudWatch, as metrics and log lines.</summary>
internal sealed partial class PublishingEvents
{
    private readonly ILogger<PublishingEvents> _logger;
    private readonly Tally _calls;
    private readonly Tally _points;
    private readonly Tally _leftOut;
    private readonly Tally _doubled;
    private string? _problem;
    private bool _saidTooMany;

    public PublishingEvents(IMeterFactory meters, ILogger<PublishingEvents> logger)
    {
        _logger = logger;
        _calls = new(meters, "plimsoll_gateway_cloudwatch_calls", "Calls that published to CloudWatch, by outcome and reason.", "outcome", "reason");
        _points = new(meters, "plimsoll_gateway_cloudwatch_points", "Metric data that CloudWatch took.");
        _leftOut = new(meters, "plimsoll_gateway_cloudwatch_left_out", "Minutes of components, or data of a refused call, that were not published, by reason.", "reason");
        _doubled = new(meters, "plimsoll_gateway_cloudwatch_maybe_doubled", "Calls or minutes sent again after an unknown outcome, which CloudWatch may have counted twice, by reason.", "reason");
        var meter = meters.Create(Tally.MeterName);
        meter.CreateObservableGauge("plimsoll_gateway_cloudwatch_waiting_calls", () => Status.Waiting, description: "Calls that wait to be published.");
        meter.CreateObservableGauge("plimsoll_gateway_cloudwatch_estimated_dollars_per_month", () => Status.MonthlyDollars, description: "What the published metrics cost a month, estimated from list prices.");
    }

    public PublishingStatus Status { get; set; } = PublishingStatus.None;

    public void Sent(PublishCall call)
    {
        _calls.One("done", "");
        _points.Add(call.Points);
        if (_problem is null)
            return;
        _problem = null;
        WellAgain();
    }

    public void Delayed(PublishOutcome.Later later, TimeSpan wait)
    {
        _calls.One("later", later.Reason);
        if (later.MayCount)
            MaybeDoubled("unknown_outcome");
        Say(later.Reason, reason => NotTaken(reason, wait));
    }

    public void Refused(PublishOutcome.Refused refused, TimeSpan wait)
    {
        _calls.One("refused", refused.Reason);
        Say(refused.Reason, _ => MustChange(refused.Advice, wait));
    }

    public void Rejected(PublishCall call, PublishOutcome.Rejected rejected)
    {
        _calls.One("rejected", rejected.Reason);
        LeftOut(rejected.Reason, call.Points);
        CallRejected(call.Points, call.Namespace, rejected.Reason, rejected.Message);
    }

    public void MaybeDoubled(string reason) => _doubled.One(reason);

    public void LeftOut(string reason, long count) => _leftOut.Add(count, reason);

    public void TooOld(long minutes)
    {
        LeftOut("too_old", minutes);
        MinutesTooOld(minutes);
    }

    /// <summary>Said once: it stays so for as long as there are as many.</summary>
    public void TooManyMetrics(int components, int most)
    {
        LeftOut("too_many_metrics", components);
        if (_saidTooMany)
            return;
        _saidTooMany = true;
        MetricsLeftOut(components, most);
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
}
