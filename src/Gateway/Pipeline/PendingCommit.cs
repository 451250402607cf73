using Plimsoll.Storage.Journal;

namespace Plimsoll.Gateway.Pipeline;

/// <summary>An appended batch between its append and what follows from it.</summary>
internal sealed class PendingCommit(IngestBatch batch, EncodedEntry entry, PendingAppend append, long receivedMs)
{
    private readonly TaskCompletionSource<AppendOutcome> _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public EncodedEntry Entry => entry;
    public PendingAppend Append => append;
    public long ReceivedMs => receivedMs;

    /// <summary>Completes once the batch is on its way to the components or, refused, has given back its keys.</summary>
    public Task<AppendOutcome> Settled => _settled.Task;

    public void Settle(AppendOutcome outcome) => _settled.SetResult(outcome);

    public void GiveBackKeys(DedupWindow window)
    {
        foreach (var rows in batch.Rows)
        {
            foreach (var key in rows.Keys)
                window.Remove(key);
        }
    }
}
