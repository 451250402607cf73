using Plimsoll.Gateway.Interactions.Answers;

namespace Plimsoll.Gateway.WebConsole.Interactions;

/// <summary>What the page of one request shows.</summary>
/// <param name="Row">The report that is shown.</param>
/// <param name="Session">Requests of the same session around it, newest first, itself among them; none without a session.</param>
/// <param name="MayReadTexts">Whether the reader's key has the scope for texts.</param>
public sealed record InteractionModel(InteractionRow Row, InteractionDetail Detail, IReadOnlyList<InteractionRow> Session, bool MayReadTexts)
{
    public Waterfall Waterfall { get; } = Waterfall.Of(Row);

    /// <summary>Where its texts are, if they were kept; null for a request that cannot be asked for.</summary>
    public string? TextsAddress => Row.RequestId is { } id ? $"{TextPages.Address}?request_id={Uri.EscapeDataString(id)}"
        : Row.TraceId is { } trace ? $"{TextPages.Address}?trace_id={trace}" : null;

    public string Title => Row.RequestId ?? (Row.TraceId is { } trace ? $"Span {Row.SpanId} of trace {trace}" : "Request without an id");

    /// <summary>Other reports under the same request id.</summary>
    public IEnumerable<InteractionRow> Others => Detail.Records.Where(r => r.Position != Row.Position);

    /// <summary>Output tokens over the time after the first; null where that is not known.</summary>
    public double? TokensPerSecond => Row.TpotMs > 0 ? 1000 / Row.TpotMs : null;
}
