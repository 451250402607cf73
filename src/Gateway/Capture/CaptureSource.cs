using Plimsoll.Gateway.Cloud;
using Plimsoll.SageMaker;
using Plimsoll.SageMaker.Capture;
using Plimsoll.Storage.Cursors;
using Plimsoll.Storage.Leases;

namespace Plimsoll.Gateway.Capture;

/// <summary>
/// One place of a data capture: objects in the order in which they came, each once. Through which second all is read is at
/// rest; how far into an object is known to this process alone, and what a restart reads again is told by its request ids.
/// </summary>
internal sealed class CaptureSource(CaptureSettings settings, ICaptureStore store, FleetCursor cursor, CaptureHandOver handOver, CaptureEvents events, TimeProvider time)
{
    /// <summary>Of one object, from its first byte to its last.</summary>
    private static readonly TimeSpan s_objectTimeout = TimeSpan.FromMinutes(5);

    /// <summary>How long it is known how far an object was read, should it grow.</summary>
    private static readonly TimeSpan s_remembered = TimeSpan.FromHours(1);

    private static readonly TimeSpan s_firstWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, (long Modified, long Bytes)> _read = new(StringComparer.Ordinal);
    private readonly Forbearance _pause = new(time);
    private bool _known;
    private long? _through;

    public string Name => settings.Name;

    public CaptureStatus Status { get; private set; } = new(settings.Name);

    private long Now => time.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>Another member may go on from the cursor.</summary>
    public void Forget()
    {
        _read.Clear();
        (_known, _through) = (false, null);
        Status = new(settings.Name);
    }

    public async Task TurnAsync(CancellationToken stopping)
    {
        if (!_pause.IsOver)
            return;
        if (!_known)
            (_through, _known) = ((await cursor.ReadAsync(stopping))?.Through, true);
        var oldest = Now - (long)settings.CatchUp.TotalSeconds;
        if (_through < oldest)
            events.Pause(settings.Name, TimeSpan.FromSeconds(oldest - _through.Value));
        var (from, to) = (Math.Max(_through ?? oldest, oldest), Now - (long)settings.Settle.TotalSeconds);
        if (to > from && await ReadAllAsync(from, to, stopping))
            _pause.Rest(settings.Every);
    }

    private async Task<bool> ReadAllAsync(long from, long to, CancellationToken stopping)
    {
        if (Failed(await store.ListAsync(DateTimeOffset.FromUnixTimeSeconds(from), DateTimeOffset.FromUnixTimeSeconds(to), stopping), out var listed))
            return false;
        var due = listed!.Where(o => o.IsCapture && o.Modified > from && o.Modified <= to).OrderBy(o => o.Modified).ThenBy(o => o.Key, StringComparer.Ordinal).ToList();
        for (var i = 0; i < due.Count; i++)
        {
            if (!await ReadAsync(due[i], stopping))
                return false;
            var isLastOfSecond = i + 1 == due.Count || due[i + 1].Modified > due[i].Modified;
            if (isLastOfSecond && !await SaveAsync(due[i].Modified, stopping))
                return false;
        }
        _pause.Succeed();
        events.Through(settings.Name);
        Status = new(settings.Name) { Holder = true, Through = DateTimeOffset.FromUnixTimeSeconds(to) };
        foreach (var old in _read.Where(r => r.Value.Modified < from - (long)s_remembered.TotalSeconds).Select(r => r.Key).ToList())
            _read.Remove(old);
        return await SaveAsync(to, stopping);
    }

    /// <returns>Whether it is done with.</returns>
    private async Task<bool> ReadAsync(CapturedObject captured, CancellationToken stopping)
    {
        var before = _read.GetValueOrDefault(captured.Key).Bytes;
        if (captured.Bytes <= before)
            return true;
        if (captured.Bytes > settings.MaxObjectBytes)
        {
            events.ObjectLeftOut(settings.Name, captured.Key, "object_too_long");
            return true;
        }
        using var late = new CancellationTokenSource(s_objectTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stopping);
        try
        {
            return await ReadAsync(captured, before, either.Token);
        }
        catch (Exception broken) when (!stopping.IsCancellationRequested && broken is IOException or HttpRequestException or OperationCanceledException)
        {
            Later("connection", null);
            return false;
        }
    }

    private async Task<bool> ReadAsync(CapturedObject captured, long fromByte, CancellationToken cancellation)
    {
        if (Failed(await store.OpenAsync(captured, fromByte, cancellation), out var stream))
            return false;
        await using (stream)
        {
            if (await handOver.HandOverAsync(settings, captured, stream!, handled => _read[captured.Key] = (captured.Modified, fromByte + handled), cancellation))
                return true;
        }
        events.Delayed(settings.Name, "pipeline_full", TimeSpan.Zero);
        return false;
    }

    private async Task<bool> SaveAsync(long through, CancellationToken stopping)
    {
        if (_through >= through)
            return true;
        if (await cursor.WriteAsync(new(through, NextBegun: false), stopping) is var write and not LeaseWrite.Written)
        {
            events.CursorNotSaved(settings.Name, write.ToString());
            _known = false;
            return false;
        }
        _through = through;
        return true;
    }

    private bool Failed<T>(CloudAnswer<T> answer, out T? value)
    {
        value = default;
        switch (answer)
        {
            case CloudAnswer<T>.Done done:
                value = done.Value;
                return false;
            case CloudAnswer<T>.Later later:
                Later(later.Reason, later.RetryAfter);
                return true;
            case CloudAnswer<T>.Refused refused:
                Status = Status with { Holder = true, Problem = refused.Advice };
                events.Refused(settings.Name, refused.Reason, refused.Advice, Wait(null));
                return true;
            default:
                throw new InvalidOperationException($"No rule for {answer.GetType().Name}");
        }
    }

    private void Later(string reason, TimeSpan? asked)
    {
        Status = Status with { Holder = true, Problem = $"what is captured could not be read: {reason}" };
        events.Delayed(settings.Name, reason, Wait(asked));
    }

    private TimeSpan Wait(TimeSpan? asked) => _pause.Fail(s_firstWait, s_longestWait, asked);
}
