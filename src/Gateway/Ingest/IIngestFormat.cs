using Plimsoll.Gateway.Ingest.Bodies;

namespace Plimsoll.Gateway.Ingest;

/// <summary>One way of writing rows in a body, and of answering.</summary>
internal interface IIngestFormat
{
    /// <summary>Label of the metrics.</summary>
    string Name { get; }

    /// <summary>Puts every row into the sink; null unless the body as a whole cannot be taken.</summary>
    Refusal? Decode(HttpRequest request, ReadOnlySpan<byte> body, RowSink sink, IngestReport report);

    /// <summary>For a body that can be decoded while it arrives; null when <see cref="Decode"/> needs it whole.</summary>
    IRowStream? Stream(HttpRequest request, RowSink sink, IngestReport report) => null;

    Task AnswerAsync(HttpContext context, IngestReport report, int accepted, int duplicates);

    Task RefuseAsync(HttpContext context, Refusal refusal);
}
