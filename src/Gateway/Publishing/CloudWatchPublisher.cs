using Plimsoll.Fleet;
using Plimsoll.Gateway.Cloud;
using Plimsoll.Gateway.Pipeline;
using Plimsoll.Publishing;
using Plimsoll.Storage.Cursors;

namespace Plimsoll.Gateway.Publishing;

/// <summary>
/// Publishes each closed minute of the fleet's components once. Whoever holds the lease does it; what was sent is at rest, so
/// that another member, or the next start, goes on where this one stopped.
/// </summary>
internal sealed class CloudWatchPublisher : LeasedWork
{
    public const string Lease = "cloudwatch";

    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(5);

    /// <summary>As long as this a component that cannot be asked holds up a minute.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    private readonly CloudWatchSettings _settings;
    private readonly MinuteCollector _collector;
    private readonly IMinuteSink _sink;
    private readonly PublishingEvents _events;
    private readonly PublishingRecord _record;
    private readonly PublishedMinutes _minutes;
    private readonly PublishingBacklog _backlog;
    private readonly PublishingEstimate _estimate = new();
    private readonly MetricAllowance _allowance;
    private readonly CloudWatchSender _sender;
    private long? _collected;

    public CloudWatchPublisher(
        CloudWatchSettings settings, IFleetLease lease, CursorStore cursors, MinuteCollector collector, IMinuteSink sink, RecoveryGate recovery,
        TimeProvider time, PublishingEvents events)
        : base(Lease, s_interval, lease, recovery, time)
    {
        (_settings, _collector, _sink, _events) = (settings, collector, sink, events);
        _record = new(cursors.Find(Lease), events);
        _minutes = new(settings.Metrics, settings.QualityNames);
        _backlog = new(settings.MaxBacklogBytes);
        _allowance = new(settings.MaxMetrics);
        _sender = new(sink, _backlog, _record, () => HoldsLease, settings.CallsPerSecond, time, events);
    }

    private long NowMs => Time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Collects what is due and sends what it may.</summary>
    protected override async Task WorkAsync(CancellationToken stopping)
    {
        await PublishAsync(stopping);
        Tell(holds: true);
    }

    protected override void StandBy()
    {
        Forget();
        Tell(holds: false);
    }

    protected override void Failed(Exception trouble) => _events.TurnFailed(trouble);

    private async Task PublishAsync(CancellationToken stopping)
    {
        if (!_record.Known)
        {
            Forget();
            await _record.ReadAsync(stopping);
            _collected = _record.Through;
        }
        while (!_backlog.IsFull && await CollectAsync(stopping))
        {
        }
        await _sender.SendAsync(stopping);
        if (_record.Known && _backlog.Count == 0 && _collected is { } collected && collected > (_record.Through ?? long.MinValue))
            await _record.FinishAsync(collected, stopping);
    }

    /// <summary>Another member may go on from the cursor: what is not sent is no longer this one's.</summary>
    private void Forget()
    {
        _record.Forget();
        _backlog.Clear();
        _collected = null;
    }

    /// <returns>Whether there may be more.</returns>
    private async Task<bool> CollectAsync(CancellationToken stopping)
    {
        var span = PublishingSpan.Next(_collected, NowMs, _settings.Delay, _settings.CatchUp);
        if (span.Missed > 0)
            _events.TooOld(span.Missed);
        _collected = span.From - 1;
        if (span.IsEmpty)
            return false;
        var newest = PublishingSpan.Newest(NowMs, _settings.Delay);
        var patient = newest - (span.To - 1) < (long)s_patience.TotalMinutes;
        if (await _collector.CollectAsync(span, whole: patient, stopping) is not { } sets)
            return false;
        var published = sets.SelectMany(s => _minutes.Of(s, span.To - 1 == newest ? newest : null)).ToLookup(m => m.Minute);
        for (var minute = span.From; minute < span.To; minute++)
            Enqueue([.. published[minute]]);
        CountIncomplete(sets);
        _collected = span.To - 1;
        return true;
    }

    private void Enqueue(IReadOnlyList<PublishedMinute> minutes)
    {
        var admitted = _allowance.Admit(minutes);
        if (minutes.Count > admitted.Count)
            _events.TooManyMetrics(minutes.Count - admitted.Count, _settings.MaxMetrics);
        var calls = _sink.Pack(admitted);
        foreach (var call in calls)
            _backlog.Add(call);
        if (_estimate.Add(calls.Sum(c => c.Points), calls.Count))
            _events.Estimated(_estimate);
    }

    private void CountIncomplete(IReadOnlyList<Components.Views.MinuteSet> sets)
    {
        var minutes = sets.SelectMany(s => s.Minutes).ToList();
        if (minutes.Count(m => m.Distributions is null) is > 0 and var gone)
            _events.LeftOut("distributions_gone", gone);
        if (minutes.Count(m => m.Scores is { Complete: false }) is > 0 and var partial)
            _events.LeftOut("verdicts_gone", partial);
    }

    private void Tell(bool holds) => _events.Status = new(
        holds, _record.Through is { } through ? DateTimeOffset.FromUnixTimeSeconds(through * 60) : null, _backlog.Count, _sender.Problem,
        _estimate.Metrics, _estimate.Calls, _estimate.MonthlyDollars);
}
