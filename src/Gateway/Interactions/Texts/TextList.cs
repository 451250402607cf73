namespace Plimsoll.Gateway.Interactions.Texts;

/// <summary>Redacted texts of one request or trace, newest first.</summary>
public sealed record TextList(IReadOnlyList<TextRow> Texts)
{
    internal static TextList Of(IReadOnlyList<Interaction> rows) => new([.. rows.Select(TextRow.Of)]);
}

/// <summary>Redacted texts of one request.</summary>
/// <param name="Context">Passages that were retrieved for the prompt.</param>
/// <param name="Shortened">Whether some of it was left out for its length.</param>
public sealed record TextRow(
    string? RequestId, string? TraceId, string? SpanId, string Component, DateTimeOffset Timestamp,
    string? Prompt, string? Response, IReadOnlyList<string> Context, bool Shortened)
{
    internal static TextRow Of(Interaction row)
    {
        var (record, texts) = (row.Record, row.Record.Texts!);
        return new TextRow(
            record.RequestId, record.TraceId, record.SpanId, record.Component, DateTimeOffset.FromUnixTimeMilliseconds(record.TimestampMs),
            texts.Prompt, texts.Response, texts.Context, texts.Shortened);
    }
}
