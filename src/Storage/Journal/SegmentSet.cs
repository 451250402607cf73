using Plimsoll.Storage.Files;

namespace Plimsoll.Storage.Journal;

/// <summary>The journal's segments, oldest first. The last one always stays: it holds the journal's identity.</summary>
internal sealed class SegmentSet(IFileSystem files, SegmentLogOptions options, TimeProvider time, List<Segment> segments)
{
    private readonly List<Segment> _segments = segments;
    private readonly Lock _lock = new();
    private readonly Lock _removing = new();
    private long _bytes = segments.Sum(s => s.Length);
    private long _removable;
    private long _covered;

    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>Bytes that may still be appended, by removing what is covered where need be.</summary>
    public long Room => options.MaxBytes - Volatile.Read(ref _bytes) + Volatile.Read(ref _removable);

    public Segment? Last
    {
        get
        {
            lock (_lock)
                return _segments.Count > 0 ? _segments[^1] : null;
        }
    }

    public void Add(Segment segment)
    {
        lock (_lock)
        {
            _segments.Add(segment);
            Weigh(segment.Length);
        }
    }

    /// <summary>Takes in a group that is durable at the end of the last segment.</summary>
    public void Extend(Segment segment, CommitGroup group)
    {
        lock (_lock)
        {
            var offset = segment.Length;
            segment.Add(
                group.FirstSequence, group.LastSequence, offset, offset + group.Length, group.OldestMs, group.NewestMs);
            Weigh(group.Length);
        }
    }

    /// <summary>The first segment that holds entries from <paramref name="sequence"/> on, as it is at this moment.</summary>
    public SegmentExtent? Find(long sequence)
    {
        lock (_lock)
        {
            var segment = _segments.Find(s => !s.IsEmpty && s.Last >= sequence);
            if (segment is null)
                return null;
            var (before, offset) = segment.Seek(sequence);
            return new SegmentExtent(segment.Path, segment.JournalId, offset, before - 1, segment.Length, segment.Last);
        }
    }

    /// <summary>The segments that hold entries, oldest first, as they are at this moment.</summary>
    public IReadOnlyList<LogSegment> Snapshot()
    {
        lock (_lock)
            return [.. _segments.Where(s => !s.IsEmpty).Select(s =>
                new LogSegment(s.JournalId, s.First, s.Last, s.Length, s.OldestMs, s.NewestMs, s == _segments[^1]) { Path = s.Path })];
    }

    /// <summary>Notes that entries below <paramref name="sequence"/> are covered; removes what neither retention nor the byte bound wants.</summary>
    public int RemoveCovered(long sequence)
    {
        lock (_lock)
        {
            _covered = Math.Max(_covered, sequence);
            Weigh(0);
        }
        return RemoveWhile(IsUnwanted);
    }

    /// <summary>Removes covered segments, whatever their age, until <paramref name="bytes"/> more fit.</summary>
    public void MakeRoom(int bytes) => RemoveWhile(_ => _bytes + bytes > options.MaxBytes);

    /// <summary>The last segment when it holds only entries that are covered and past the retention.</summary>
    public Segment? PastRetention()
    {
        lock (_lock)
            return _segments is [.., { IsEmpty: false } last] && last.Last < _covered && IsOld(last) ? last : null;
    }

    /// <summary>Puts a file of the same length in a segment's place, durably. False when the segment was removed meanwhile.</summary>
    public bool Replace(string path, string by)
    {
        lock (_removing)
        {
            lock (_lock)
            {
                if (!_segments.Exists(s => s.Path == path))
                    return false;
            }
            files.Rename(by, path);
            files.FlushDirectory(options.Directory);
            return true;
        }
    }

    private int RemoveWhile(Func<Segment, bool> unwanted)
    {
        lock (_removing)
        {
            var removed = 0;
            while (OldestRemovable(unwanted) is { } oldest && Delete(oldest))
                removed++;
            return removed;
        }
    }

    private Segment? OldestRemovable(Func<Segment, bool> unwanted)
    {
        lock (_lock)
            return _segments.Count > 1 && _segments[0].Last < _covered && unwanted(_segments[0]) ? _segments[0] : null;
    }

    /// <summary>One at a time and each made durable, so that a crash never leaves an older segment without the next.</summary>
    private bool Delete(Segment segment)
    {
        try
        {
            files.Delete(segment.Path);
            files.FlushDirectory(options.Directory);
        }
        catch (Exception e) when (DiskFailure.Is(e))
        {
            JournalInstruments.RemovalFailures.Add(1);
            return false;
        }
        lock (_lock)
        {
            _segments.Remove(segment);
            Weigh(-segment.Length);
        }
        return true;
    }

    private bool IsUnwanted(Segment segment) => _bytes > options.MaxBytes || IsOld(segment);

    private bool IsOld(Segment segment) =>
        segment.IsEmpty || time.GetUtcNow().ToUnixTimeMilliseconds() - segment.NewestMs > options.Retention.TotalMilliseconds;

    private void Weigh(long added)
    {
        Volatile.Write(ref _bytes, _bytes + added);
        var removable = _segments.Take(_segments.Count - 1).TakeWhile(s => s.Last < _covered).Sum(s => s.Length);
        Volatile.Write(ref _removable, removable);
    }
}

/// <summary>Where to read a segment: from an entry's offset to the end of what is durable.</summary>
/// <param name="Before">Sequence before the entry at <paramref name="Offset"/>.</param>
internal readonly record struct SegmentExtent(string Path, Guid JournalId, long Offset, long Before, long End, long Last);
