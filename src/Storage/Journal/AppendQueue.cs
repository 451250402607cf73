using System.Diagnostics.CodeAnalysis;

namespace Plimsoll.Storage.Journal;

/// <summary>
/// Where appends wait: one group gathers while the other is on its way to the disk. Hands out sequences.
/// </summary>
internal sealed class AppendQueue(SegmentLogOptions options, SegmentSet segments, long lastSequence) : IDisposable
{
    private static readonly Task<AppendOutcome> Durable = Task.FromResult(AppendOutcome.Durable);
    private static readonly Task<AppendOutcome> Full = Task.FromResult(AppendOutcome.Full);
    private static readonly Task<AppendOutcome> Busy = Task.FromResult(AppendOutcome.Busy);
    private static readonly Task<AppendOutcome> Closed = Task.FromResult(AppendOutcome.Closed);

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _wake = new(0);
    private CommitGroup _gathering = new();
    private CommitGroup _spare = new();
    private CommitGroup? _writing;
    private long _lastSequence = lastSequence;
    private bool _closed;

    public long LastSequence
    {
        get
        {
            lock (_lock)
                return _lastSequence;
        }
    }

    /// <param name="wake">Wakes the writer when it may sleep; else the caller sees to it that the entry is written.</param>
    public PendingAppend Append(ReadOnlySpan<byte> payload, long receivedMs, bool wake)
    {
        if (payload.Length > options.MaxEntryBytes)
            throw new ArgumentException($"The entry has {payload.Length} bytes, more than the {options.MaxEntryBytes} that one may have");
        lock (_lock)
        {
            if (Refuses(EntryHeader.Size + payload.Length) is { } refused)
                return new PendingAppend(0, refused);
            wake &= _gathering.IsEmpty;
            _gathering.Add(++_lastSequence, receivedMs, payload);
            if (wake)
                _wake.Release();
            return new PendingAppend(_lastSequence, _gathering.Durable);
        }
    }

    public Task<AppendOutcome> FlushAsync()
    {
        lock (_lock)
        {
            var gathering = _gathering.IsEmpty ? Durable : _gathering.Durable;
            return _writing is null ? gathering : BothAsync(_writing.Durable, gathering);
        }
    }

    /// <summary>Wakes the writer though nothing waits.</summary>
    public void Wake()
    {
        lock (_lock)
        {
            if (!_closed && _wake.CurrentCount == 0)
                _wake.Release();
        }
    }

    /// <summary>Entries already queued are still written; later ones are <see cref="AppendOutcome.Closed"/>.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _closed = true;
            _wake.Release();
        }
    }

    private bool IsClosed
    {
        get
        {
            lock (_lock)
                return _closed;
        }
    }

    /// <summary>Whether entries wait to be taken.</summary>
    public bool HasWaiting
    {
        get
        {
            lock (_lock)
                return !_gathering.IsEmpty;
        }
    }

    /// <summary>Waits to be woken; false when the queue is closed and nothing is left.</summary>
    public bool Wait()
    {
        // Once closed nobody wakes it again: what an appender left behind is to be written without.
        if (!IsClosed)
            _wake.Wait();
        lock (_lock)
            return !_closed || !_gathering.IsEmpty;
    }

    /// <summary>Takes what has gathered, for one writer at a time; false when there is nothing.</summary>
    public bool TryTake([NotNullWhen(true)] out CommitGroup? group)
    {
        lock (_lock)
        {
            group = null;
            if (_gathering.IsEmpty)
                return false;
            group = _writing = _gathering;
            _gathering = _spare;
            return true;
        }
    }

    /// <summary>Ends the group that <see cref="TryTake"/> gave.</summary>
    public void Return(Action<CommitGroup> complete)
    {
        lock (_lock)
        {
            var group = _writing!;
            _writing = null;
            complete(group);
            group.Reset();
            _spare = group;
        }
    }

    public void Dispose() => _wake.Dispose();

    private Task<AppendOutcome>? Refuses(int size)
    {
        if (_closed)
            return Closed;
        var waiting = (long)_gathering.Length + (_writing?.Length ?? 0);
        if (waiting + size > segments.Room)
            return Full;
        return waiting > 0 && waiting + size > options.MaxPendingBytes ? Busy : null;
    }

    private static async Task<AppendOutcome> BothAsync(Task<AppendOutcome> first, Task<AppendOutcome> second)
    {
        var outcome = await first;
        return outcome == AppendOutcome.Durable ? await second : outcome;
    }
}
