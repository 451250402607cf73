using System.Text.Json;
using Plimsoll.Gateway.Ingest.Bodies;

namespace Plimsoll.Gateway.Ingest.Json;

/// <summary>Walks a body of rows: a JSON array, one JSON object, or one JSON object per line.</summary>
internal static class JsonRows
{
    public static readonly JsonReaderOptions Options = new() { MaxDepth = 16 };

    /// <summary>Decodes every row; null unless the body as a whole cannot be taken.</summary>
    /// <param name="lines">The client says that it is NDJSON; else the body's shape decides.</param>
    public static Refusal? Read(ReadOnlySpan<byte> body, bool lines, ObjectDecoder decoder, RowSink sink, IngestReport report, int maxRows)
    {
        if (body.StartsWith(ByteOrderMark))
            body = body[ByteOrderMark.Length..];
        var first = body.TrimStart(" \t\r\n"u8);
        if (first.IsEmpty)
            return Empty();
        if (lines || (first[0] == '{' && HasSecondRow(first)))
            return new JsonLineReader(decoder, sink, report, maxRows).Read(body) ?? (report.Rows == 0 ? Empty() : null);
        if (first[0] == '[')
            return JsonArrayRows.Read(body, body.Length - first.Length + 1, decoder, sink, report, maxRows);
        return ReadOne(body, decoder, sink, report);
    }

    public static ReadOnlySpan<byte> ByteOrderMark => "\uFEFF"u8;

    public static Refusal Empty() =>
        new(StatusCodes.Status400BadRequest, "empty_body", "The body is empty: send a JSON array, a JSON object or NDJSON.");

    public static Refusal TooMany(int maxRows) => new(StatusCodes.Status413PayloadTooLarge, "too_many_rows",
        $"The body has more than {maxRows} rows (ingest.max_records_per_request); nothing of it was taken. Send smaller batches.");

    public static Refusal Malformed(long line, long byteInLine, int row) => new(StatusCodes.Status400BadRequest, "malformed_json",
        $"Not valid JSON at line {line}, byte {byteInLine}, in row {row}; nothing of the body was taken.");

    /// <summary>Whether the first line is one whole object and something follows it.</summary>
    private static bool HasSecondRow(ReadOnlySpan<byte> body)
    {
        var end = body.IndexOf((byte)'\n');
        if (end < 0 || body[end..].Trim(" \t\r\n"u8).IsEmpty)
            return false;
        var reader = new Utf8JsonReader(body[..end], isFinalBlock: false, new JsonReaderState(Options));
        try
        {
            reader.Read();
            return reader.TrySkip();
        }
        catch (JsonException)
        {
            // The document's reader says where.
            return false;
        }
    }

    private static Refusal? ReadOne(ReadOnlySpan<byte> body, ObjectDecoder decoder, RowSink sink, IngestReport report)
    {
        try
        {
            var reader = new Utf8JsonReader(body, Options);
            reader.Read();
            var rejection = decoder.Decode(ref reader, report.Ignored);
            reader.Read();
            report.Add(rejection ?? decoder.AddTo(sink));
            return null;
        }
        catch (JsonException e)
        {
            return Malformed((e.LineNumber ?? 0) + 1, e.BytePositionInLine ?? 0, report.Rows);
        }
    }
}
