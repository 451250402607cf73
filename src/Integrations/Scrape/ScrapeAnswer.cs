namespace Plimsoll.Integrations.Scrape;

/// <summary>What came of asking a target.</summary>
public abstract record ScrapeAnswer
{
    private ScrapeAnswer() { }

    /// <param name="ContentType">As the target named it; empty for none.</param>
    public sealed record Received(ReadOnlyMemory<byte> Body, string ContentType) : ScrapeAnswer;

    /// <param name="Reason">A metric's label: timeout, connection, name_resolution, tls, protocol, http_status, too_long, encoding, no_room or token.</param>
    /// <param name="Detail">For people; it holds nothing of the target's own words.</param>
    public sealed record Failed(string Reason, string Detail) : ScrapeAnswer;
}
