using Plimsoll.Storage.Files;

namespace Plimsoll.Storage.Journal;

/// <summary>
/// Writes what waits to the end of the journal, one group at a time: on a thread of its own, or on that of an appender who
/// comes first. Gives up the directory when the queue is closed and everything is written.
/// </summary>
internal sealed class JournalWriting(SegmentSet segments, AppendQueue queue, SegmentWriter writer, IDisposable ownership)
{
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _writing = new();

    /// <summary>Completes when the directory is given up.</summary>
    public Task Stopped => _stopped.Task;

    public void Start() => new Thread(Run) { IsBackground = true, Name = "plimsoll-journal" }.Start();

    /// <summary>Writes what waits, on the caller's thread, unless another thread is writing already.</summary>
    public void CommitWaiting()
    {
        if (_writing.TryEnter())
        {
            try
            {
                CommitOne();
            }
            finally
            {
                _writing.Exit();
            }
        }
        // Whoever appended meanwhile has found the lock taken, and left it to this thread to have the rest written.
        if (queue.HasWaiting)
            queue.Wake();
    }

    /// <exception cref="IOException">The next segment could not be begun.</exception>
    public void EndSegment()
    {
        lock (_writing)
        {
            if (segments.Last is { IsEmpty: false } last)
                writer.Begin(last.Last + 1);
        }
    }

    private void Run()
    {
        try
        {
            using (ownership)
            using (queue)
                WriteUntilClosed();
            _stopped.SetResult();
        }
        catch (Exception bug)
        {
            _stopped.SetException(bug);
        }
    }

    private void WriteUntilClosed()
    {
        try
        {
            WriteGroups();
        }
        finally
        {
            // An appender may still be writing what it took.
            lock (_writing)
                writer.Dispose();
        }
    }

    private void WriteGroups()
    {
        while (queue.Wait())
        {
            lock (_writing)
            {
                if (!CommitOne())
                    EndOldSegment();
                while (CommitOne())
                {
                }
            }
        }
    }

    private bool CommitOne()
    {
        if (!queue.TryTake(out var group))
            return false;
        Commit(group);
        return true;
    }

    private void Commit(CommitGroup group)
    {
        try
        {
            writer.Write(group);
            queue.Return(g => g.Complete(AppendOutcome.Durable));
        }
        catch (Exception e) when (DiskFailure.Is(e))
        {
            JournalInstruments.Refused(e);
            queue.Return(g => g.Complete(AppendOutcome.DiskRefused));
        }
        catch (Exception bug)
        {
            queue.Return(g => g.Fail(bug));
        }
    }

    /// <summary>Lets texts past their retention go although nothing new arrives to fill the segment.</summary>
    private void EndOldSegment()
    {
        if (segments.PastRetention() is not { } last)
            return;
        try
        {
            writer.Begin(last.Last + 1);
        }
        catch (Exception e) when (DiskFailure.Is(e))
        {
            JournalInstruments.Refused(e);
        }
    }
}
