using Plimsoll.Fleet;
using Plimsoll.Gateway.Cloud;
using Plimsoll.Gateway.Pipeline;
using Plimsoll.SageMaker;
using Plimsoll.Storage.Cursors;
using Plimsoll.Storage.Leases;

namespace Plimsoll.Gateway.SageMaker;

/// <summary>
/// Reads the metrics of SageMaker's inference components from CloudWatch once a minute: a source of telemetry that counts
/// where no better one reports. Whoever holds the lease does it; how far traffic was read is at rest.
/// </summary>
internal sealed class SageMakerPuller(
    SageMakerSettings settings, IFleetLease lease, CursorStore cursors, ICloudMetrics metrics, PullTurn turn, RecoveryGate recovery,
    TimeProvider time, SageMakerEvents events) : LeasedWork(Lease, s_interval, lease, recovery, time)
{
    public const string Lease = "sagemaker";

    private const long MinuteMs = 60_000;
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_firstWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromMinutes(10);

    private readonly FleetCursor _cursor = cursors.Find(Lease);
    private readonly Discovery _discovery = new(settings, metrics, events);
    private readonly Forbearance _pause = new(time);
    private bool _known;
    private long? _through;
    private long _read;

    private long NowMs => Time.GetUtcNow().ToUnixTimeMilliseconds();

    protected override Task WorkAsync(CancellationToken stopping) => _pause.IsOver && NowMs / MinuteMs > _read ? PullAsync(stopping) : Task.CompletedTask;

    protected override void StandBy()
    {
        (_known, _through) = (false, null);
        turn.Forget();
        events.Status = SageMakerStatus.None;
    }

    protected override void Failed(Exception trouble) => events.TurnFailed(trouble);

    private async Task PullAsync(CancellationToken stopping)
    {
        if (!_known)
            (_through, _known) = ((await _cursor.ReadAsync(stopping))?.Through, true);
        if (Hindered(await _discovery.LookAsync(Time.GetUtcNow(), stopping)))
            return;
        var now = NowMs / MinuteMs;
        var to = (NowMs - (long)settings.Delay.TotalMilliseconds) / MinuteMs;
        var from = From(to);
        var first = Math.Min(from, to - settings.CountThrough(to - 1).Minutes);
        var answer = await metrics.GetAsync(_discovery.Queries, At(first), At(now), stopping);
        if (Hindered(answer))
            return;
        var got = ((CloudAnswer<IReadOnlyList<CloudSeries>>.Done)answer).Value;
        events.LeftOut("partial_data", got.Count(s => !s.Complete));
        await TakeAsync(new PulledSeries(got), from, to, now, stopping);
    }

    private async Task TakeAsync(PulledSeries series, long from, long to, long now, CancellationToken stopping)
    {
        if (await turn.HandOverAsync(series, _discovery.EndpointOf, from, to, NowMs) is not { } rows)
        {
            events.Delayed("pipeline_full", s_interval);
            return;
        }
        events.Pulled(rows);
        _pause.Succeed();
        _read = now;
        turn.ForgetBefore(to - settings.ReadAgainMinutes);
        events.Status = new(true, At(to - 1), _discovery.Components, null, Bills(series, settings.CountThrough(to - 1))) { Hosts = [.. series.Hosts] };
        events.Billed(events.Status.Bills);
        if (_through is { } through && through >= to - 1)
            return;
        if (await _cursor.WriteAsync(new(to - 1, NextBegun: false), stopping) is var write and not LeaseWrite.Written)
        {
            events.CursorNotSaved(write.ToString());
            _known = false;
            return;
        }
        _through = to - 1;
    }

    /// <summary>Some minutes are read again for what came late; the first time there is only the newest.</summary>
    private long From(long to)
    {
        var oldest = to - (long)settings.CatchUp.TotalMinutes;
        if (_through is not { } through)
            return to - 1;
        events.LeftOut("too_old", Math.Max(0, oldest - (through + 1)));
        var again = Math.Max(turn.FirstKnown ?? through + 1, through + 1 - settings.ReadAgainMinutes);
        return Math.Max(oldest, Math.Min(to, again));
    }

    private List<GpuBill> Bills(PulledSeries series, SampleCounting counting)
    {
        var owners = series.Components.ToLookup(c => _discovery.EndpointOf(c) ?? "");
        return [.. series.EndpointNames.Union(owners.Select(o => o.Key)).Select(e => GpuBill.Make(
            e, series.Instances(e, counting), owners[e].ToDictionary(c => c, c => series.Count(c, SageMakerNames.GpuUtilization, counting) ?? 0), settings.InstanceOf(e)))];
    }

    private bool Hindered<T>(CloudAnswer<T> answer)
    {
        switch (answer)
        {
            case CloudAnswer<T>.Done:
                return false;
            case CloudAnswer<T>.Later later:
                events.Delayed(later.Reason, Wait(later.RetryAfter));
                events.Status = events.Status with { Holder = true, Problem = $"CloudWatch does not answer: {later.Reason}" };
                return true;
            case CloudAnswer<T>.Refused refused:
                events.Refused(refused.Reason, refused.Advice, Wait(null));
                events.Status = events.Status with { Holder = true, Problem = refused.Advice };
                return true;
            default:
                throw new InvalidOperationException($"No rule for {answer.GetType().Name}");
        }
    }

    private TimeSpan Wait(TimeSpan? asked) => _pause.Fail(s_firstWait, s_longestWait, asked);

    private static DateTimeOffset At(long minute) => DateTimeOffset.FromUnixTimeSeconds(minute * 60);
}
