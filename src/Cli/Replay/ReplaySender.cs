using Plimsoll.Cli.Replay.Delivery;
using Plimsoll.Cli.Replay.Formats;
using Plimsoll.Cli.Replay.Progress;

namespace Plimsoll.Cli.Replay;

/// <summary>The second pass over a trace: rows into batches at their pace, batches to the gateway, answers into the totals.</summary>
internal sealed class ReplaySender : IDisposable
{
    private const int ShownRows = 10;

    private readonly ReplayOptions _options;
    private readonly ReplayIdentity _identity;
    private readonly ReplayTotals _totals;
    private readonly IReplayProgress _progress;
    private readonly TimeProvider _time;
    private readonly RecordsClient _client;
    private readonly RecordBatchBody _body;
    private readonly Pacer _pacer;
    private int _shown;

    public ReplaySender(
        ReplayOptions options, TraceOutline outline, ReplayIdentity identity, ReplayTotals totals, IReplayProgress progress, TimeProvider time)
    {
        (_options, _identity, _totals, _progress, _time) = (options, identity, totals, progress, time);
        _client = new RecordsClient(options.Target, options.ApiKey, time, NoteRetry);
        _body = new RecordBatchBody(options.BatchSize);
        _pacer = new Pacer(options.Speed, outline.FirstMs, time);
    }

    /// <returns>Why it ended early; null when it did not.</returns>
    public async Task<string?> SendAsync(CancellationToken cancellation)
    {
        try
        {
            await using var stream = _options.File.OpenRead();
            await foreach (var row in _options.Format.ReadAsync(stream, cancellation))
            {
                if (row is UnreadableRow bad)
                    Reject(bad.Number, "unreadable in the file", bad.Reason);
                else if (await AddAsync((ReadableRow)row, cancellation) is { } problem)
                    return problem;
            }
            return await FlushAsync(cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return "interrupted";
        }
    }

    public void Dispose()
    {
        _client.Dispose();
        _body.Dispose();
    }

    private async Task<string?> AddAsync(ReadableRow row, CancellationToken cancellation)
    {
        if (_pacer.Until(row.TimestampMs) > TimeSpan.Zero)
        {
            if (await FlushAsync(cancellation) is { } problem)
                return problem;
            if (_pacer.Until(row.TimestampMs) is { Ticks: > 0 } wait)
                await Task.Delay(wait, _time, cancellation);
        }
        _body.Add(row, _identity);
        return _body.IsFull ? await FlushAsync(cancellation) : null;
    }

    private async Task<string?> FlushAsync(CancellationToken cancellation)
    {
        if (_body.Rows.Count == 0)
            return null;
        var rows = _body.Rows.ToArray();
        switch (await _client.SendAsync(_body.Take(), cancellation))
        {
            case DeliveryResult.Failed failed:
                return failed.Reason;
            case DeliveryResult.Counted counted:
                Count(counted, rows);
                return null;
            case var other:
                throw new InvalidOperationException($"No such result: {other}");
        }
    }

    private void Count(DeliveryResult.Counted counted, long[] rows)
    {
        _totals.Sent += rows.Length;
        _totals.Accepted += counted.Accepted;
        _totals.Duplicates += counted.Duplicates;
        foreach (var rejected in counted.Rejected)
            Reject(rejected.Index < rows.Length ? rows[rejected.Index] : 0, rejected.Label, rejected.Reason);
        if (counted.RejectedUnlisted > 0)
            _totals.Reject("not listed by the gateway", counted.RejectedUnlisted);
        _progress.Update(_totals.Sent);
    }

    private void Reject(long row, string label, string reason)
    {
        _totals.Reject(label, 1);
        if (_shown++ < ShownRows)
            _progress.Note($"{_options.File}:{row}: {reason}");
    }

    private void NoteRetry(string problem, TimeSpan wait)
    {
        _totals.Retries++;
        _progress.Note($"{problem}; trying again in {wait.TotalSeconds:0.#} s");
    }
}
