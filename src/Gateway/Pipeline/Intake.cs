using System.Threading.Channels;
using Plimsoll.Storage.Journal;

namespace Plimsoll.Gateway.Pipeline;

/// <summary>
/// The one place where batches are deduplicated and appended, both under one lock so that the order of the journal
/// and the verdict on a repeated id agree; then, in journal order, handed on once they are durable.
/// </summary>
internal sealed class Intake(SegmentLog log, DedupWindow window, Delivery delivery, Backlog backlog)
{
    private readonly Lock _lock = new();
    private readonly Queue<PendingCommit> _inFlight = [];
    private readonly Channel<PendingCommit> _commits = Channel.CreateUnbounded<PendingCommit>(new UnboundedChannelOptions { SingleReader = true });

    private bool _closed;

    public int RememberedIds
    {
        get
        {
            lock (_lock)
                return window.Count;
        }
    }

    public long ForgottenEarly
    {
        get
        {
            lock (_lock)
                return window.ForgottenEarly;
        }
    }

    /// <summary>Reserves the batch's keys, appends what is new of it and has it written, both halves together.</summary>
    public Admission Admit(IngestBatch batch, long receivedMs)
    {
        var admission = Admission.None;
        foreach (var half in batch.Halves)
            admission = admission.With(Reserve(half, receivedMs));
        if (admission.Pending.Length > 0)
            log.CommitWaiting();
        return admission;
    }

    private Admission Reserve(IngestBatch batch, long receivedMs)
    {
        var entry = batch.Encode(backlog);
        lock (_lock)
        {
            if (_closed)
            {
                entry.Release();
                return Admission.Closed;
            }
            window.Expire();
            var duplicates = batch.Reserve(window);
            var repeated = duplicates == 0 ? [] : _inFlight.Select(p => p.Settled).ToArray();
            if (duplicates > 0)
                entry = batch.WithoutDuplicates(entry, backlog);
            return new Admission(Append(batch, entry, receivedMs), repeated, duplicates);
        }
    }

    /// <summary>Admits no more; <see cref="RunAsync"/> ends once what was admitted is settled.</summary>
    public void Close()
    {
        lock (_lock)
            _closed = true;
        _commits.Writer.TryComplete();
    }

    private PendingCommit[] Append(IngestBatch batch, EncodedEntry entry, long receivedMs)
    {
        if (entry.Parts.Count == 0)
        {
            entry.Release();
            return [];
        }
        var pending = new PendingCommit(batch, entry, log.AppendWaiting(batch.JournalBytes, receivedMs), receivedMs);
        _inFlight.Enqueue(pending);
        _commits.Writer.TryWrite(pending);
        return [pending];
    }

    /// <summary>
    /// Follows the journal: durable entries go to the components, refused ones give back their keys. Should that fail, nothing more is
    /// admitted and nobody is left waiting.
    /// </summary>
    public async Task RunAsync()
    {
        try
        {
            await foreach (var pending in _commits.Reader.ReadAllAsync())
                await FollowAsync(pending);
        }
        finally
        {
            Close();
            foreach (var left in Left())
                left.Settle(AppendOutcome.Closed);
        }
    }

    private async Task FollowAsync(PendingCommit pending)
    {
        var outcome = await pending.Append.Durable;
        if (outcome == AppendOutcome.Durable)
            delivery.Dispatch(pending.Entry, log.JournalId, pending.Append.Sequence, pending.ReceivedMs);
        else
            pending.Entry.Release();
        lock (_lock)
        {
            _inFlight.Dequeue();
            if (outcome != AppendOutcome.Durable)
                pending.GiveBackKeys(window);
        }
        pending.Settle(outcome);
    }

    private PendingCommit[] Left()
    {
        lock (_lock)
        {
            PendingCommit[] left = [.. _inFlight];
            _inFlight.Clear();
            return left;
        }
    }
}

/// <param name="Pending">Empty when every row was a duplicate.</param>
/// <param name="Repeated">What the duplicates may repeat: appends that were in flight, by when they settle.</param>
internal readonly record struct Admission(PendingCommit[] Pending, Task<AppendOutcome>[] Repeated, int Duplicates)
{
    public static readonly Admission None = new([], [], 0);
    public static readonly Admission Closed = new([], [Task.FromResult(AppendOutcome.Closed)], 0);

    public Admission With(Admission other) =>
        new([.. Pending, .. other.Pending], [.. Repeated, .. other.Repeated], Duplicates + other.Duplicates);
}
