using Plimsoll.Cli.Replay.Delivery;
using Plimsoll.Cli.Replay.Formats;
using Plimsoll.Cli.Replay.Progress;

namespace Plimsoll.Cli.Replay;

/// <summary>Streams a trace to a gateway: one pass to date it, one to send it.</summary>
internal sealed class Replayer(ReplayOptions options, CliHost host)
{
    private const int ShownErrors = 10;
    private readonly ReplayTotals _totals = new();
    private int _shown;

    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        TraceOutline outline;
        try
        {
            outline = await TraceOutline.ScanAsync(options.File, options.Format, cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return await FailAsync($"{options.File}: cannot be read: {e.Message}", ExitCode.Failure);
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Failure;
        }
        if (outline.Readable == 0)
            return await FailAsync(
                $"{options.File}{(outline.FirstError is { } error ? $":{error.Number}: {error.Reason}" : ": holds no record")}", ExitCode.Failure);

        var end = host.Time.GetUtcNow() + options.Speed.Of(outline.Length);
        var latest = ReplayIdentity.ShiftTo(end, outline.LastMs);
        if (options.ShiftMinutes > latest)
            return await FailAsync($"--shift: {options.ShiftMinutes} minutes would move the trace into the future; at most {latest}", ExitCode.Usage);
        return await RunAsync(outline, new ReplayIdentity(outline.FileHash, options.ShiftMinutes ?? latest, options.Component), cancellation);
    }

    private async Task<int> RunAsync(TraceOutline outline, ReplayIdentity identity, CancellationToken cancellation)
    {
        var summary = new ReplaySummary(options, outline, identity);
        await host.Out.WriteLineAsync(summary.Opening());
        var start = host.Time.GetTimestamp();
        string? problem = null;
        await ReplayProgress.RunAsync(host, outline.Readable, async progress =>
            problem = await SendAsync(outline, identity, progress, cancellation));

        _totals.NotDelivered = Math.Max(0, outline.Readable - _totals.Sent);
        foreach (var line in ReplaySummary.Closing(_totals, host.Time.GetElapsedTime(start)))
            await host.Out.WriteLineAsync(line);
        if (problem is not null)
            await host.Error.WriteLineAsync(summary.Stopped(problem));
        return _totals.RejectedCount + _totals.NotDelivered == 0 ? ExitCode.Success : ExitCode.Failure;
    }

    /// <returns>Why it ended early; null when it did not.</returns>
    private async Task<string?> SendAsync(
        TraceOutline outline, ReplayIdentity identity, IReplayProgress progress, CancellationToken cancellation)
    {
        using var client = new RecordsClient(options.Target, options.ApiKey, host.Time, (problem, wait) =>
        {
            _totals.Retries++;
            progress.Note($"{problem}; trying again in {wait.TotalSeconds:0.#} s");
        });
        using var body = new RecordBatchBody(options.BatchSize);
        var pacer = new Pacer(options.Speed, outline.FirstMs, host.Time);
        try
        {
            await using var stream = options.File.OpenRead();
            await foreach (var row in options.Format.ReadAsync(stream, cancellation))
            {
                if (row is UnreadableRow bad)
                    Reject(bad, progress);
                else if (await AddAsync((ReadableRow)row, identity, body, pacer, client, progress, cancellation) is { } problem)
                    return problem;
            }
            return await FlushAsync(body, client, progress, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return "interrupted";
        }
    }

    private async Task<string?> AddAsync(
        ReadableRow row, ReplayIdentity identity, RecordBatchBody body, Pacer pacer, RecordsClient client,
        IReplayProgress progress, CancellationToken cancellation)
    {
        if (pacer.Until(row.TimestampMs) > TimeSpan.Zero)
        {
            if (await FlushAsync(body, client, progress, cancellation) is { } problem)
                return problem;
            if (pacer.Until(row.TimestampMs) is { Ticks: > 0 } wait)
                await Task.Delay(wait, host.Time, cancellation);
        }
        body.Add(row, identity);
        return body.IsFull ? await FlushAsync(body, client, progress, cancellation) : null;
    }

    private async Task<string?> FlushAsync(RecordBatchBody body, RecordsClient client, IReplayProgress progress, CancellationToken cancellation)
    {
        if (body.Count == 0)
            return null;
        var count = body.Count;
        var result = await client.SendAsync(body.Take(), cancellation);
        if (result is DeliveryResult.Failed failed)
            return failed.Reason;
        var counted = (DeliveryResult.Counted)result;
        _totals.Sent += count;
        _totals.Accepted += counted.Accepted;
        _totals.Duplicates += counted.Duplicates;
        foreach (var reason in counted.RejectedReasons)
            _totals.Reject(reason);
        progress.Update(_totals.Sent);
        return null;
    }

    private void Reject(UnreadableRow row, IReplayProgress progress)
    {
        _totals.Reject("unreadable in the file");
        if (_shown++ < ShownErrors)
            progress.Note($"{options.File}:{row.Number}: {row.Reason}");
    }

    private async Task<int> FailAsync(string message, int code)
    {
        await host.Error.WriteLineAsync(message);
        return code;
    }
}
