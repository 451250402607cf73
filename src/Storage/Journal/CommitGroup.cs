namespace Plimsoll.Storage.Journal;

/// <summary>Entries that are written together and made durable by one fsync. Its owner guards it.</summary>
internal sealed class CommitGroup
{
    private const int KeepBytes = 8 << 20;

    private byte[] _buffer = new byte[64 << 10];
    private TaskCompletionSource<AppendOutcome> _done = NewSource();

    /// <summary>Bytes gathered.</summary>
    public int Length { get; private set; }

    public long FirstSequence { get; private set; }

    public long LastSequence { get; private set; }

    public long OldestMs { get; private set; } = long.MaxValue;

    public long NewestMs { get; private set; } = long.MinValue;

    public bool IsEmpty => Length == 0;

    public Task<AppendOutcome> Durable => _done.Task;

    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, Length);

    public void Add(long sequence, long receivedMs, ReadOnlySpan<byte> payload)
    {
        var size = EntryHeader.Size + payload.Length;
        Grow(Length + size);
        var entry = _buffer.AsSpan(Length, size);
        EntryHeader.Write(entry, payload.Length, sequence, receivedMs);
        payload.CopyTo(entry[EntryHeader.Size..]);
        if (IsEmpty)
            FirstSequence = sequence;
        LastSequence = sequence;
        Length += size;
        OldestMs = Math.Min(OldestMs, receivedMs);
        NewestMs = Math.Max(NewestMs, receivedMs);
    }

    /// <summary>Fills in the checksums, which wait until here so that appending stays short.</summary>
    public void Seal(uint seed)
    {
        for (var at = 0; at < Length;)
        {
            var size = EntryHeader.Read(_buffer.AsSpan(at)).TotalSize;
            EntryHeader.WriteChecksum(_buffer.AsSpan(at, size), seed);
            at += size;
        }
    }

    public void Complete(AppendOutcome outcome) => _done.SetResult(outcome);

    public void Fail(Exception bug) => _done.SetException(bug);

    /// <summary>Empties a completed group for the next entries; the room of a rare large one is given back.</summary>
    public void Reset()
    {
        if (_buffer.Length > KeepBytes)
            _buffer = new byte[64 << 10];
        _done = NewSource();
        Length = 0;
        OldestMs = long.MaxValue;
        NewestMs = long.MinValue;
    }

    private void Grow(int needed)
    {
        if (needed <= _buffer.Length)
            return;
        var grown = GC.AllocateUninitializedArray<byte>((int)Math.Min(Math.Max(needed, 2L * _buffer.Length), Array.MaxLength));
        Bytes.CopyTo(grown);
        _buffer = grown;
    }

    private static TaskCompletionSource<AppendOutcome> NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
