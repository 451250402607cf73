using System.Diagnostics.Metrics;
using Plimsoll.ComponentHost;

namespace Plimsoll.Gateway.Interactions.Texts;

/// <summary>What happens to the kept texts, as metrics and log lines. No text and no request id among them.</summary>
internal sealed partial class TextEvents(IMeterFactory meters, ILogger<TextEvents> logger)
{
    private readonly Tally _kept = new(meters, "plimsoll_gateway_texts_kept", "Requests whose redacted texts were kept.");
    private readonly Tally _lost = new(meters, "plimsoll_gateway_texts_lost", "Requests of the sample whose texts were not kept, by reason.", "reason");
    private readonly Tally _reads = new(meters, "plimsoll_gateway_text_reads", "Calls for texts, by outcome.", "outcome");

    public void Kept(int requests) => _kept.Add(requests);

    public void Lost(int requests, string reason)
    {
        if (requests > 0)
            _lost.Add(requests, reason);
    }

    public void Read(string outcome) => _reads.One(outcome);

    public void AuditRefused(Exception trouble) => AuditNotWritten(trouble);
}
