namespace Plimsoll.Gateway.Pipeline;

/// <summary>Remembers which sequence the journal had reached when, to tell which entries are older than the deduplication window.</summary>
internal sealed class ExpiryMarks(TimeSpan window, TimeProvider time, long expired)
{
    private readonly Queue<(long At, long Sequence)> _marks = [];
    private readonly TimeSpan _spacing = window / 20;
    private long _last = time.GetTimestamp();

    /// <param name="sequence">The journal's last sequence now.</param>
    /// <returns>The last sequence that is older than the window for certain.</returns>
    public long Note(long sequence)
    {
        if (_marks.Count == 0 || time.GetElapsedTime(_last) >= _spacing)
        {
            _last = time.GetTimestamp();
            _marks.Enqueue((_last, sequence));
        }
        while (_marks.TryPeek(out var oldest) && time.GetElapsedTime(oldest.At) >= window)
            expired = _marks.Dequeue().Sequence;
        return expired;
    }
}
