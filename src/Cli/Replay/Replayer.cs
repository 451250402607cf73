using Plimsoll.Cli.Replay.Progress;

namespace Plimsoll.Cli.Replay;

/// <summary>Streams a trace to a gateway: one pass to date it, one to send it.</summary>
internal sealed class Replayer(ReplayOptions options, CliHost host)
{
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
        var totals = new ReplayTotals();
        string? problem = null;
        await ReplayProgress.RunAsync(host, outline.Readable, async progress =>
        {
            using var sender = new ReplaySender(options, outline, identity, totals, progress, host.Time);
            problem = await sender.SendAsync(cancellation);
        });

        totals.NotDelivered = Math.Max(0, outline.Readable - totals.Sent);
        foreach (var line in ReplaySummary.Closing(totals, host.Time.GetElapsedTime(start)))
            await host.Out.WriteLineAsync(line);
        if (problem is not null)
            await host.Error.WriteLineAsync(summary.Stopped(problem));
        return totals.RejectedCount + totals.NotDelivered == 0 ? ExitCode.Success : ExitCode.Failure;
    }

    private async Task<int> FailAsync(string message, int code)
    {
        await host.Error.WriteLineAsync(message);
        return code;
    }
}
