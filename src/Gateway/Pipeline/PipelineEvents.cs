using System.Diagnostics.Metrics;
using Plimsoll.ComponentHost;
using Plimsoll.Components;
using Plimsoll.Storage.Journal;

namespace Plimsoll.Gateway.Pipeline;

/// <summary>What happens on the way from submission to components, as metrics and log lines.</summary>
internal sealed partial class PipelineEvents
{
    private readonly ILogger<PipelineEvents> _logger;
    private readonly Tally _accepted;
    private readonly Tally _duplicates;
    private readonly Tally _refused;
    private readonly Tally _deliveries;
    private readonly Tally _failures;
    private readonly Tally _catchUps;
    private readonly Tally _undecodable;
    private readonly Tally _recovered;
    private readonly Tally _marksRefused;

    public PipelineEvents(IMeterFactory meters, ILogger<PipelineEvents> logger)
    {
        _logger = logger;
        Meter = meters.Create(Tally.MeterName);
        _accepted = new(meters, "plimsoll_gateway_rows_accepted", "Rows that became durable in the journal.");
        _duplicates = new(meters, "plimsoll_gateway_rows_duplicate", "Rows left out because their id had been accepted within the deduplication window.");
        _refused = new(meters, "plimsoll_gateway_submissions_refused", "Ingest requests that the journal did not take, by reason.", "reason");
        _deliveries = new(meters, "plimsoll_gateway_deliveries", "Batches handed to components, by outcome.", "outcome");
        _failures = new(meters, "plimsoll_gateway_delivery_failures", "Deliveries that threw and are repeated.");
        _catchUps = new(meters, "plimsoll_gateway_delivery_catch_ups", "Times that a component had to be caught up from the journal.");
        _undecodable = new(meters, "plimsoll_gateway_journal_undecodable", "Journal entries that verify but do not decode.");
        _recovered = new(meters, "plimsoll_gateway_journal_recovered", "Journal entries delivered again at start.");
        _marksRefused = new(meters, "plimsoll_gateway_delivery_marks_refused", "Times that the disk did not take how far a restart may begin to read.");
    }

    public Meter Meter { get; }

    public void Accepted(int rows, int duplicates)
    {
        _accepted.Add(rows);
        if (duplicates > 0)
            _duplicates.Add(duplicates);
    }

    public void Refused(string reason)
    {
        _refused.One(reason);
        SubmissionRefused(reason);
    }

    public void Delivered(string component, DeliveryBatch batch, DeliveryReceipt receipt)
    {
        _deliveries.One(Label(receipt.Outcome));
        if (receipt.Outcome == DeliveryOutcome.SetAside)
            BatchSetAside(component, batch.JournalId, batch.Sequence, receipt.Reason ?? "");
    }

    public void DeliveryFailed(string component, Exception trouble)
    {
        _failures.One();
        DeliveryThrew(trouble, component);
    }

    public void CatchingUp() => _catchUps.One();

    public void Undecodable(LogEntry entry, string error)
    {
        _undecodable.One();
        EntryUndecodable(entry.JournalId, entry.Sequence, error);
    }

    public void Opened(RecoveryReport report)
    {
        JournalOpened(report.Segments, report.Entries, report.CutBytes, report.NewJournal);
        if (report.Cut is not null)
            JournalCut(report.Cut, report.CutBytes);
        foreach (var problem in report.Problems)
            JournalDamaged(problem);
    }

    public void HashKeyReplaced() => KeyReplaced();

    public void Damaged(string problem) => JournalDamaged(problem);

    public void Recovered(long entries, long ids)
    {
        _recovered.Add(entries);
        RecoveryDone(entries, ids);
    }

    public void MarkRefused(Exception refused)
    {
        _marksRefused.One();
        MarkNotWritten(refused);
    }

    private static string Label(DeliveryOutcome outcome) => outcome switch
    {
        DeliveryOutcome.Applied => "applied",
        DeliveryOutcome.AlreadyApplied => "already_applied",
        DeliveryOutcome.SetAside => "set_aside",
        DeliveryOutcome.Behind => "behind",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
    };
}
