using System.Diagnostics.Metrics;

namespace Plimsoll.Gateway.Interactions.Texts;

/// <summary>What happens to the kept texts, as metrics and log lines. No text and no request id among them.</summary>
internal sealed partial class TextEvents
{
    private readonly ILogger<TextEvents> _logger;
    private readonly Counter<long> _kept;
    private readonly Counter<long> _lost;
    private readonly Counter<long> _reads;

    public TextEvents(IMeterFactory meters, ILogger<TextEvents> logger)
    {
        _logger = logger;
        var meter = meters.Create("Plimsoll.Gateway");
        _kept = meter.CreateCounter<long>("plimsoll_gateway_texts_kept", description: "Requests whose redacted texts were kept.");
        _lost = meter.CreateCounter<long>("plimsoll_gateway_texts_lost", description: "Requests of the sample whose texts were not kept, by reason.");
        _reads = meter.CreateCounter<long>("plimsoll_gateway_text_reads", description: "Calls for texts, by outcome.");
    }

    public void Kept(int requests) => _kept.Add(requests);

    public void Lost(int requests, string reason)
    {
        if (requests > 0)
            _lost.Add(requests, new KeyValuePair<string, object?>("reason", reason));
    }

    public void Read(string outcome) => _reads.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    public void AuditRefused(Exception trouble) => AuditNotWritten(trouble);
}
