using Plimsoll.Configuration.Exporting;
using Plimsoll.Fleet;
using Plimsoll.Integrations.Export;

namespace Plimsoll.Gateway.Exporting;

/// <summary>
/// Collects in the destination's rhythm and sends what waits, oldest first: once per fleet. A receiver that does not
/// answer is left alone for longer each time, or as long as it asks; one that refuses a payload does not get it again.
/// </summary>
internal sealed partial class Exporter(
    IExportSource source, ExportDestination destination, ExportClient client, ExportInstruments instruments, IFleetLease lease, TimeProvider time, ILogger<Exporter> logger)
    : BackgroundService
{
    /// <summary>Sent at most in one step, so that catching up does not hold up collecting.</summary>
    private const int MaxRequestsPerStep = 16;

    private static readonly TimeSpan s_step = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromMinutes(5);

    private readonly ExportQueue _queue = new(destination.MaxQueueBytes);
    private DateTimeOffset _collectAt;
    private DateTimeOffset _sendAt;
    private TimeSpan _wait = s_step;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        instruments.Watch(source.Name, _queue);
        _collectAt = time.GetUtcNow() + destination.Interval;
        using var timer = new PeriodicTimer(s_step, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (lease.TryHold(source.Name) is null)
                StandBy();
            else
                await StepAsync(stoppingToken);
        }
    }

    private void StandBy()
    {
        source.StandBy();
        instruments.Points(source.Name, "lease_lost", _queue.Clear());
        _collectAt = time.GetUtcNow() + destination.Interval;
    }

    private async Task StepAsync(CancellationToken stopping)
    {
        var now = time.GetUtcNow();
        if (now >= _collectAt)
        {
            // What was missed is not made up for: a point says what is now.
            while (_collectAt <= now)
                _collectAt += destination.Interval;
            await CollectAsync(now, stopping);
        }
        for (var sent = 0; sent < MaxRequestsPerStep && time.GetUtcNow() >= _sendAt && _queue.Peek() is { } oldest; sent++)
            await SendAsync(oldest, stopping);
    }

    private async Task CollectAsync(DateTimeOffset now, CancellationToken stopping)
    {
        try
        {
            foreach (var payload in await source.CollectAsync(now, stopping))
                instruments.Points(source.Name, "queue_full", _queue.Add(payload));
        }
        catch (Exception failed) when (!stopping.IsCancellationRequested)
        {
            // A cluster that is not there answers the next time.
            LogNotCollected(failed, source.Name);
            instruments.Request(source.Name, "not_collected");
        }
    }

    private async Task SendAsync(ExportPayload payload, CancellationToken stopping)
    {
        switch (await client.PostAsync(payload, stopping))
        {
            case ExportOutcome.Sent:
                await DoneAsync(payload, "sent", "sent", stopping);
                break;
            case ExportOutcome.Refused refused:
                LogRefused(source.Name, refused.Reason, payload.Points);
                await DoneAsync(payload, "refused", refused.Reason, stopping);
                break;
            case ExportOutcome.Later later:
                instruments.Request(source.Name, later.Reason);
                var wait = later.After is { } asked && asked > _wait ? asked : _wait;
                wait = wait < s_longestWait ? wait : s_longestWait;
                if (_wait == s_step)
                    LogLater(source.Name, later.Reason, wait);
                _sendAt = time.GetUtcNow() + wait;
                _wait = _wait * 2 < s_longestWait ? _wait * 2 : s_longestWait;
                break;
        }
    }

    private async Task DoneAsync(ExportPayload payload, string points, string request, CancellationToken stopping)
    {
        _queue.Remove(payload);
        _wait = s_step;
        instruments.Points(source.Name, points, payload.Points);
        instruments.Request(source.Name, request);
        if (_queue.Count == 0)
            await source.SettledAsync(stopping);
    }
}
