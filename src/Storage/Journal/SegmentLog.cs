using Plimsoll.Storage.Files;

namespace Plimsoll.Storage.Journal;

/// <summary>
/// The gateway's journal: append-only segment files, every entry with its sequence, receive time and CRC-32C,
/// made durable by group commit. One process owns a directory (a lock file says so).
/// </summary>
public sealed class SegmentLog : IAsyncDisposable
{
    private readonly IFileSystem _files;
    private readonly SegmentSet _segments;
    private readonly AppendQueue _queue;
    private readonly JournalWriting _writing;
    private int _disposed;

    private SegmentLog(IFileSystem files, SegmentLogOptions options, TimeProvider time, IDisposable ownership, JournalRecovery recovered)
    {
        _files = files;
        JournalId = recovered.JournalId;
        Recovery = recovered.Report;
        _segments = new SegmentSet(files, options, time, recovered.Segments);
        _queue = new AppendQueue(options, _segments, recovered.LastSequence);
        _writing = new JournalWriting(_segments, _queue, new SegmentWriter(files, options, time, _segments, JournalId), ownership);
        _writing.Start();
    }

    /// <summary>Under which appends are written. Made with the journal; entries of earlier journals carry their own.</summary>
    public Guid JournalId { get; }

    public RecoveryReport Recovery { get; }

    /// <summary>Last sequence handed out; 0 in a new journal. Refused entries leave gaps.</summary>
    public long LastSequence => _queue.LastSequence;

    /// <summary>Bytes on disk of all segments.</summary>
    public long Bytes => _segments.Bytes;

    /// <summary>
    /// Opens or makes the journal of a directory and verifies what is there. Where acknowledged entries may be lost (bad
    /// bytes in the present journal, a torn tail) and in an empty directory a new journal id begins; sequences
    /// go on rising. Entries that still verify stay readable under the id they were written with.
    /// </summary>
    /// <exception cref="DirectoryInUseException">Another process owns the directory.</exception>
    public static SegmentLog Open(SegmentLogOptions options, TimeProvider time) =>
        Open(options, time, DiskFileSystem.Instance);

    internal static SegmentLog Open(SegmentLogOptions options, TimeProvider time, IFileSystem files)
    {
        options.Validate();
        files.CreateDirectory(options.Directory);
        var ownership = files.Lock(options.Directory);
        try
        {
            SegmentRewriter.DeleteDrafts(files, options.Directory);
            return new SegmentLog(files, options, time, ownership, JournalRecovery.Run(files, options));
        }
        catch
        {
            ownership.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Queues an entry in order and returns at once; <see cref="PendingAppend.Durable"/> completes after the fsync that
    /// covers it. The payload is copied before the call returns.
    /// </summary>
    /// <exception cref="ArgumentException">The payload is larger than <see cref="SegmentLogOptions.MaxEntryBytes"/>.</exception>
    public PendingAppend Append(ReadOnlySpan<byte> payload, long receivedMs) => _queue.Append(payload, receivedMs, wake: true);

    /// <summary>
    /// As <see cref="Append"/>, but for a caller that will call <see cref="CommitWaiting"/> as soon as it holds no lock,
    /// which spares two changes of thread.
    /// </summary>
    public PendingAppend AppendWaiting(ReadOnlySpan<byte> payload, long receivedMs) => _queue.Append(payload, receivedMs, wake: false);

    /// <summary>
    /// Writes what waits, on the caller's thread and together with what others appended, unless another thread is writing
    /// already: that one sees to it. Blocks for one write and one fsync at most.
    /// </summary>
    public void CommitWaiting() => _writing.CommitWaiting();

    /// <summary>Completes when everything appended so far is durable, or with the reason why it is not.</summary>
    public Task<AppendOutcome> FlushAsync() => _queue.FlushAsync();

    /// <summary>Durable entries from a sequence on, in order. Safe while appends go on and while segments are removed (removed entries are left out).</summary>
    public IEnumerable<LogEntry> ReadFrom(long sequence) => SegmentReader.Read(_files, _segments, sequence);

    /// <summary>The segments that hold entries, oldest first.</summary>
    public IReadOnlyList<LogSegment> Segments() => _segments.Snapshot();

    /// <summary>
    /// Entries of one segment between two offsets at which entries begin or end, each verified anew; damaged ones are left
    /// out, and all when the segment was removed meanwhile.
    /// </summary>
    /// <param name="before">Sequence of the entry before <paramref name="from"/>, or any lower one that is not below the segment's first less one.</param>
    public IEnumerable<PlacedEntry> ReadSegment(LogSegment segment, long from, long to, long before) =>
        SegmentReader.Read(_files, segment, from, to, before);

    /// <summary>Ends the segment that is being written: what is durable by now stands in finished segments.</summary>
    /// <exception cref="IOException">The next segment could not be begun.</exception>
    public void EndSegment() => _writing.EndSegment();

    /// <summary>
    /// Puts other payloads of the same length in the place of some of a finished segment's entries; bytes that do not verify
    /// become zeros. Sequences, receive times and offsets stay. After a crash the segment is as it was or as it became.
    /// </summary>
    /// <param name="publishing">Called before the new segment takes the place of the old.</param>
    /// <returns>How many entries and damaged places changed; 0 also when the segment was removed meanwhile.</returns>
    /// <exception cref="ArgumentException">The segment is still being written, or a payload has another length.</exception>
    /// <exception cref="IOException">The segment is as it was.</exception>
    public int RewriteSegment(LogSegment segment, EntryRewrite rewrite, Action publishing) =>
        SegmentRewriter.Run(_files, _segments, segment, rewrite, publishing);

    /// <summary>The sequence that a segment's file was begun for, by its name; 0 for a file that is no segment.</summary>
    public static long FirstSequenceOf(string path) => SegmentName.TryParse(Path.GetFileName(path), out var name) ? name.First : 0;

    /// <summary>
    /// Removes whole segments of which every entry is below <paramref name="sequence"/> and that the retention no longer
    /// wants (older than <see cref="SegmentLogOptions.Retention"/>, or beyond <see cref="SegmentLogOptions.MaxBytes"/>).
    /// </summary>
    /// <returns>How many were removed.</returns>
    public int RemoveCovered(long sequence)
    {
        var removed = _segments.RemoveCovered(sequence);
        if (_segments.PastRetention() is not null)
            _queue.Wake();
        return removed;
    }

    /// <summary>Writes what is queued, then gives up the directory.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
            _queue.Close();
        await _writing.Stopped;
    }
}
