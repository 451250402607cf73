using System.Collections.Concurrent;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Hosting;
using Plimsoll.Storage.Journal;

namespace Plimsoll.Gateway.Pipeline;

/// <summary>The way in for decoders. Takes nothing until recovery has opened it, nor after it was closed.</summary>
internal sealed class IngestPipeline(
    IHashKey key, PlimsollOptions options, TimeProvider time, Backlog backlog, ComponentAdmission admission, PipelineEvents events,
    ITextSink? texts = null) : IIngestPipeline
{
    private const int PooledBatches = 64;
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(2);

    private readonly ConcurrentBag<IngestBatch> _pool = [];
    private Intake? _intake;

    public void Open(Intake intake) => Volatile.Write(ref _intake, intake);

    public void Close() => Volatile.Write(ref _intake, null);

    public IngestBatch Rent() => _pool.TryTake(out var batch) ? batch : new IngestBatch(key.Hash);

    public TimeSpan? Overloaded() => backlog.Bytes > options.Ingest.MaxBacklogBytes ? RetryAfter : null;

    public bool Admits(string component) => admission.Admits(component);

    public async ValueTask<SubmitResult> SubmitAsync(IngestBatch batch, long receivedMs)
    {
        try
        {
            return await SubmitCoreAsync(batch, receivedMs);
        }
        finally
        {
            Return(batch);
        }
    }

    public void Return(IngestBatch batch)
    {
        batch.Clear();
        if (_pool.Count < PooledBatches)
            _pool.Add(batch);
    }

    private async ValueTask<SubmitResult> SubmitCoreAsync(IngestBatch batch, long receivedMs)
    {
        if (Volatile.Read(ref _intake) is not { } intake)
            return Refuse("not_ready");
        if (batch.Count == 0)
            return new SubmitResult.Accepted(0, 0);
        var rows = batch.Count;
        var admitted = intake.Admit(batch, receivedMs);
        var outcome = await OutcomeAsync(admitted);
        if (outcome != AppendOutcome.Durable)
            return Refuse(Reason(outcome));
        events.Accepted(rows - admitted.Duplicates, admitted.Duplicates);
        foreach (var half in batch.Halves)
        {
            if (!half.Texts.IsEmpty && admitted.Duplicates < rows)
                texts?.Keep(half.Texts, receivedMs);
        }
        await HoldBackAsync();
        return new SubmitResult.Accepted(rows - admitted.Duplicates, admitted.Duplicates);
    }

    /// <summary>A refused batch is answered after its keys are given back: its repetition must not be taken for a duplicate.</summary>
    private static async ValueTask<AppendOutcome> OutcomeAsync(Admission admitted)
    {
        var all = AppendOutcome.Durable;
        foreach (var pending in admitted.Pending)
        {
            if (await pending.Append.Durable != AppendOutcome.Durable)
                all = await pending.Settled;
        }
        if (all != AppendOutcome.Durable)
            return all;
        foreach (var repeated in admitted.Repeated)
        {
            if (await repeated is var outcome and not AppendOutcome.Durable)
                return outcome;
        }
        return AppendOutcome.Durable;
    }

    /// <summary>Slows a client down gently before <see cref="Overloaded"/> has to turn it away.</summary>
    private async ValueTask HoldBackAsync()
    {
        var fallen = backlog.FallenToAsync(options.Ingest.MaxBacklogBytes / 2);
        if (!fallen.IsCompleted)
            await Task.WhenAny(fallen, Task.Delay(LongestHold, time));
    }

    private SubmitResult.Unavailable Refuse(string reason)
    {
        events.Refused(reason);
        return new SubmitResult.Unavailable(reason, RetryAfter);
    }

    private static string Reason(AppendOutcome outcome) => outcome switch
    {
        AppendOutcome.Full => "journal_full",
        AppendOutcome.DiskRefused => "disk_refused",
        AppendOutcome.Closed => "stopping",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
    };
}
