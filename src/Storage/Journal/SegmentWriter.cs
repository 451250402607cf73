using Plimsoll.Storage.Files;

namespace Plimsoll.Storage.Journal;

/// <summary>Writes commit groups to the last segment, and begins the next. Used by one thread.</summary>
internal sealed class SegmentWriter(
    IFileSystem files, SegmentLogOptions options, TimeProvider time, SegmentSet segments, Guid journalId) : IDisposable
{
    private readonly uint _seed = EntryHeader.Seed(journalId);
    private IStorageFile? _file;
    private Segment? _segment;

    /// <summary>Durable when it returns; when it throws, nothing of the group is in the journal.</summary>
    public void Write(CommitGroup group)
    {
        var started = time.GetTimestamp();
        segments.MakeRoom(group.Length);
        group.Seal(_seed);
        if (_segment is null || IsDone(_segment, group))
            Begin(group.FirstSequence);
        try
        {
            _file!.Write(group.Bytes, _segment!.Length);
            Flush(_file);
        }
        catch
        {
            Withdraw();
            throw;
        }
        segments.Extend(_segment, group);
        JournalInstruments.AppendedBytes.Add(group.Length);
        JournalInstruments.CommitSeconds.Record(time.GetElapsedTime(started).TotalSeconds);
    }

    /// <summary>Ends the last segment and begins an empty one.</summary>
    public void Begin(long firstSequence)
    {
        Close();
        var previous = segments.Last;
        var name = new SegmentName(firstSequence, journalId);
        var segment = new Segment(Path.Combine(options.Directory, name.ToString()), journalId, firstSequence);
        var file = files.Create(segment.Path, options.SegmentBytes);
        try
        {
            WriteHeader(file, firstSequence, previous);
        }
        catch
        {
            file.Dispose();
            SaveRoom(() => files.Delete(segment.Path));
            throw;
        }
        (_file, _segment) = (file, segment);
        segments.Add(segment);
        if (previous is not null)
            Cut(previous);
    }

    public void Dispose() => Abandon();

    /// <summary>By receive times, as the retention is: a history that is filled in takes as many segments as it did live.</summary>
    private bool IsDone(Segment segment, CommitGroup next) =>
        !segment.MayGoOnWith(next.FirstSequence)
        || segment.Length >= options.SegmentBytes
        || (!segment.IsEmpty && next.NewestMs - segment.OldestMs > options.SegmentAge.TotalMilliseconds);

    private void WriteHeader(IStorageFile file, long firstSequence, Segment? previous)
    {
        Span<byte> bytes = stackalloc byte[SegmentHeader.Size];
        new SegmentHeader(journalId, firstSequence, previous?.First ?? 0, previous?.Last ?? 0).Write(bytes);
        file.Write(bytes, 0);
        Flush(file);
        if (options.Fsync)
            files.FlushDirectory(options.Directory);
    }

    private void Flush(IStorageFile file)
    {
        if (options.Fsync)
            file.Flush();
    }

    /// <summary>
    /// Leaves the segment after a failed write: what was not flushed may or may not be on the disk, and the next segment's
    /// header says that it is not in the journal. An empty one serves again, so that refusals leave no files behind.
    /// </summary>
    private void Withdraw()
    {
        if (!_segment!.IsEmpty || !DiskFailure.Tolerate(() => _file!.SetLength(_segment.Length)))
            Abandon();
    }

    private void Abandon()
    {
        var segment = _segment;
        Close();
        if (segment is not null)
            Cut(segment);
    }

    private void Close()
    {
        _file?.Dispose();
        (_file, _segment) = (null, null);
    }

    /// <summary>Gives back what the segment reserved or failed to keep.</summary>
    private void Cut(Segment segment) => SaveRoom(() =>
    {
        using var file = files.OpenWrite(segment.Path);
        file.SetLength(segment.Length);
    });

    private static void SaveRoom(Action work)
    {
        if (!DiskFailure.Tolerate(work))
            JournalInstruments.RemovalFailures.Add(1);
    }
}
