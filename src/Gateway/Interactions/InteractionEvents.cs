using System.Diagnostics.Metrics;

namespace Plimsoll.Gateway.Interactions;

/// <summary>What happens in the interaction log, as metrics and log lines.</summary>
internal sealed partial class InteractionEvents
{
    private readonly ILogger<InteractionEvents> _logger;
    private readonly Counter<long> _searches;
    private readonly Counter<long> _scanned;
    private readonly Counter<long> _made;
    private readonly Counter<long> _damaged;
    private readonly Counter<long> _notWritten;

    public InteractionEvents(IMeterFactory meters, ILogger<InteractionEvents> logger)
    {
        _logger = logger;
        var meter = meters.Create("Plimsoll.Gateway");
        _searches = meter.CreateCounter<long>("plimsoll_gateway_interaction_searches", description: "Searches in the interaction log, by outcome.");
        _scanned = meter.CreateCounter<long>("plimsoll_gateway_interaction_scanned_bytes", "By", "Bytes of the journal that searches read.");
        _made = meter.CreateCounter<long>("plimsoll_gateway_interaction_indexes_made", description: "Indexes of journal segments made.");
        _damaged = meter.CreateCounter<long>("plimsoll_gateway_interaction_indexes_damaged", description: "Indexes that did not verify and were made anew.");
        _notWritten = meter.CreateCounter<long>("plimsoll_gateway_interaction_index_write_failures", description: "Indexes that the disk refused to take or to let go.");
    }

    public void Answered(long scannedBytes, bool truncated)
    {
        _searches.Add(1, new KeyValuePair<string, object?>("outcome", truncated ? "truncated" : "complete"));
        _scanned.Add(scannedBytes);
    }

    public void Refused(string reason) => _searches.Add(1, new KeyValuePair<string, object?>("outcome", reason));

    public void IndexMade() => _made.Add(1);

    public void IndexDamaged(InvalidDataException damage)
    {
        _damaged.Add(1);
        Damaged(damage.Message);
    }

    public void IndexNotWritten(Exception trouble)
    {
        _notWritten.Add(1);
        NotWritten(trouble.Message);
    }
}
