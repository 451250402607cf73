using Plimsoll.Storage.Files;

namespace Plimsoll.Storage.Journal;

/// <summary>
/// The gateway's journal: append-only segment files, every entry with its sequence, receive time and CRC-32C,
/// made durable by group commit. One process owns a directory (a lock file says so).
/// </summary>
public sealed class SegmentLog : IAsyncDisposable
{
    private readonly IFileSystem _files;
    private readonly IDisposable _ownership;
    private readonly SegmentSet _segments;
    private readonly AppendQueue _queue;
    private readonly SegmentWriter _writer;
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _disposed;

    private SegmentLog(IFileSystem files, SegmentLogOptions options, TimeProvider time, IDisposable ownership, JournalRecovery recovered)
    {
        _files = files;
        _ownership = ownership;
        JournalId = recovered.JournalId;
        Recovery = recovered.Report;
        _segments = new SegmentSet(files, options, time, recovered.Segments);
        _queue = new AppendQueue(options, _segments, recovered.LastSequence);
        _writer = new SegmentWriter(files, options, time, _segments, JournalId);
        new Thread(Run) { IsBackground = true, Name = "plimsoll-journal" }.Start();
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
    public PendingAppend Append(ReadOnlySpan<byte> payload, long receivedMs) => _queue.Append(payload, receivedMs);

    /// <summary>Completes when everything appended so far is durable, or with the reason why it is not.</summary>
    public Task<AppendOutcome> FlushAsync() => _queue.FlushAsync();

    /// <summary>Durable entries from a sequence on, in order. Safe while appends go on and while segments are removed (removed entries are left out).</summary>
    public IEnumerable<LogEntry> ReadFrom(long sequence) => SegmentReader.Read(_files, _segments, sequence);

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
        await _stopped.Task;
    }

    private void Run()
    {
        try
        {
            using (_ownership)
            using (_queue)
            using (_writer)
                WriteGroups();
            _stopped.SetResult();
        }
        catch (Exception bug)
        {
            _stopped.SetException(bug);
        }
    }

    private void WriteGroups()
    {
        while (_queue.Take(out var group))
        {
            if (group is null)
                EndOldSegment();
            else
                Commit(group);
        }
    }

    private void Commit(CommitGroup group)
    {
        try
        {
            _writer.Write(group);
            _queue.Return(g => g.Complete(AppendOutcome.Durable));
        }
        catch (Exception e) when (DiskFailure.Is(e))
        {
            JournalInstruments.Refused(e);
            _queue.Return(g => g.Complete(AppendOutcome.DiskRefused));
        }
        catch (Exception bug)
        {
            _queue.Return(g => g.Fail(bug));
        }
    }

    /// <summary>Lets texts past their retention go although nothing new arrives to fill the segment.</summary>
    private void EndOldSegment()
    {
        if (_segments.PastRetention() is not { } last)
            return;
        try
        {
            _writer.Begin(last.Last + 1);
        }
        catch (Exception e) when (DiskFailure.Is(e))
        {
            JournalInstruments.Refused(e);
        }
    }
}
