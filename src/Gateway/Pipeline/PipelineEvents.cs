using System.Diagnostics.Metrics;
using Plimsoll.Components;
using Plimsoll.Storage.Journal;

namespace Plimsoll.Gateway.Pipeline;

/// <summary>What happens on the way from submission to components, as metrics and log lines.</summary>
internal sealed partial class PipelineEvents
{
    public const string MeterName = "Plimsoll.Gateway";

    private readonly ILogger<PipelineEvents> _logger;
    private readonly Counter<long> _accepted;
    private readonly Counter<long> _duplicates;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _deliveries;
    private readonly Counter<long> _failures;
    private readonly Counter<long> _catchUps;
    private readonly Counter<long> _undecodable;
    private readonly Counter<long> _recovered;

    public PipelineEvents(IMeterFactory meters, ILogger<PipelineEvents> logger)
    {
        _logger = logger;
        Meter = meters.Create(MeterName);
        _accepted = Meter.CreateCounter<long>("plimsoll_gateway_rows_accepted", description: "Rows that became durable in the journal.");
        _duplicates = Meter.CreateCounter<long>("plimsoll_gateway_rows_duplicate", description: "Rows left out because their id had been accepted within the deduplication window.");
        _refused = Meter.CreateCounter<long>("plimsoll_gateway_submissions_refused", description: "Ingest requests that the journal did not take, by reason.");
        _deliveries = Meter.CreateCounter<long>("plimsoll_gateway_deliveries", description: "Batches handed to components, by outcome.");
        _failures = Meter.CreateCounter<long>("plimsoll_gateway_delivery_failures", description: "Deliveries that threw and are repeated.");
        _catchUps = Meter.CreateCounter<long>("plimsoll_gateway_delivery_catch_ups", description: "Times that a component had to be caught up from the journal.");
        _undecodable = Meter.CreateCounter<long>("plimsoll_gateway_journal_undecodable", description: "Journal entries that verify but do not decode.");
        _recovered = Meter.CreateCounter<long>("plimsoll_gateway_journal_recovered", description: "Journal entries delivered again at start.");
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
        _refused.Add(1, new KeyValuePair<string, object?>("reason", reason));
        SubmissionRefused(reason);
    }

    public void Delivered(string component, DeliveryBatch batch, DeliveryReceipt receipt)
    {
        _deliveries.Add(1, new KeyValuePair<string, object?>("outcome", Label(receipt.Outcome)));
        if (receipt.Outcome == DeliveryOutcome.SetAside)
            BatchSetAside(component, batch.JournalId, batch.Sequence, receipt.Reason ?? "");
    }

    public void DeliveryFailed(string component, Exception trouble)
    {
        _failures.Add(1);
        DeliveryThrew(trouble, component);
    }

    public void CatchingUp() => _catchUps.Add(1);

    public void Undecodable(LogEntry entry, string error)
    {
        _undecodable.Add(1);
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

    public void Damaged(string problem) => JournalDamaged(problem);

    public void Recovered(long entries, long ids)
    {
        _recovered.Add(entries);
        RecoveryDone(entries, ids);
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
