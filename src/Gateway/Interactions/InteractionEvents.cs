using System.Diagnostics.Metrics;
using Plimsoll.ComponentHost;

namespace Plimsoll.Gateway.Interactions;

/// <summary>What happens in the interaction log, as metrics and log lines.</summary>
internal sealed partial class InteractionEvents(IMeterFactory meters, ILogger<InteractionEvents> logger)
{
    private readonly Tally _searches = new(meters, "plimsoll_gateway_interaction_searches", "Searches in the interaction log, by outcome.", "outcome");
    private readonly Tally _scanned = Tally.OfBytes(meters, "plimsoll_gateway_interaction_scanned_bytes", "Bytes of the journal that searches read.");
    private readonly Tally _made = new(meters, "plimsoll_gateway_interaction_indexes_made", "Indexes of journal segments made.");
    private readonly Tally _damaged = new(meters, "plimsoll_gateway_interaction_indexes_damaged", "Indexes that did not verify and were made anew.");
    private readonly Tally _notWritten = new(meters, "plimsoll_gateway_interaction_index_write_failures", "Indexes that the disk refused to take or to let go.");

    public void Answered(long scannedBytes, bool truncated)
    {
        _searches.One(truncated ? "truncated" : "complete");
        _scanned.Add(scannedBytes);
    }

    public void Refused(string reason) => _searches.One(reason);

    public void IndexMade() => _made.One();

    public void IndexDamaged(InvalidDataException damage)
    {
        _damaged.One();
        Damaged(damage.Message);
    }

    public void IndexNotWritten(Exception trouble)
    {
        _notWritten.One();
        NotWritten(trouble.Message);
    }
}
