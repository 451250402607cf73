using System.Text.Json;
using Plimsoll.Gateway.Ingest.Bodies;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Ingest.Json;

/// <summary>Walks a body of rows: a JSON array, one JSON object, or one JSON object per line.</summary>
internal static class JsonRows
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 16 };

    /// <summary>Decodes every row; null unless the body as a whole cannot be taken.</summary>
    /// <param name="lines">The client says that it is NDJSON; else the body's shape decides.</param>
    public static Refusal? Read(ReadOnlySpan<byte> body, bool lines, ObjectDecoder decoder, RowSink sink, IngestReport report, int maxRows)
    {
        if (body.StartsWith("\uFEFF"u8))
            body = body["\uFEFF"u8.Length..];
        var first = body.TrimStart(" \t\r\n"u8);
        if (first.IsEmpty)
            return new Refusal(StatusCodes.Status400BadRequest, "empty_body", "The body is empty: send a JSON array, a JSON object or NDJSON.");
        if (lines || (first[0] == '{' && HasSecondRow(first)))
            return ReadLines(body, decoder, sink, report, maxRows);
        try
        {
            return ReadDocument(body, decoder, sink, report, maxRows);
        }
        catch (JsonException e)
        {
            return new Refusal(StatusCodes.Status400BadRequest, "malformed_json",
                $"Not valid JSON at line {e.LineNumber + 1}, byte {e.BytePositionInLine}, in row {report.Rows}; nothing of the body was taken.");
        }
    }

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

    private static Refusal? ReadDocument(ReadOnlySpan<byte> body, ObjectDecoder decoder, RowSink sink, IngestReport report, int maxRows)
    {
        var reader = new Utf8JsonReader(body, Options);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            var rejection = decoder.Decode(ref reader, report.Ignored);
            reader.Read();
            report.Add(rejection ?? decoder.AddTo(sink));
            return null;
        }
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (report.Rows == maxRows)
                return TooMany(maxRows);
            report.Add(decoder.Decode(ref reader, report.Ignored) ?? decoder.AddTo(sink));
        }
        reader.Read();
        return null;
    }

    private static Refusal? ReadLines(ReadOnlySpan<byte> body, ObjectDecoder decoder, RowSink sink, IngestReport report, int maxRows)
    {
        var number = 0;
        while (!body.IsEmpty)
        {
            var end = body.IndexOf((byte)'\n');
            var line = end < 0 ? body : body[..end];
            body = end < 0 ? [] : body[(end + 1)..];
            number++;
            if (line.Trim(" \t\r"u8).IsEmpty)
                continue;
            if (report.Rows == maxRows)
                return TooMany(maxRows);
            report.Add(ReadLine(line, number, decoder, sink, report));
        }
        return null;
    }

    private static Rejection? ReadLine(ReadOnlySpan<byte> line, int number, ObjectDecoder decoder, RowSink sink, IngestReport report)
    {
        try
        {
            var reader = new Utf8JsonReader(line, Options);
            reader.Read();
            var rejection = decoder.Decode(ref reader, report.Ignored);
            reader.Read();
            return rejection ?? decoder.AddTo(sink);
        }
        catch (JsonException e)
        {
            return JsonRejections.Malformed(e, number);
        }
    }

    private static Refusal TooMany(int maxRows) => new(StatusCodes.Status413PayloadTooLarge, "too_many_rows",
        $"The body has more than {maxRows} rows (ingest.max_records_per_request); nothing of it was taken. Send smaller batches.");
}
