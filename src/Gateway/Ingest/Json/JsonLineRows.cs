using System.Text.Json;
using Plimsoll.Gateway.Ingest.Bodies;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Ingest.Json;

/// <summary>One JSON object per line; a line that is no JSON costs its own row only.</summary>
internal static class JsonLineRows
{
    public static Refusal? Read(ReadOnlySpan<byte> body, ObjectDecoder decoder, RowSink sink, IngestReport report, int maxRows)
    {
        for (var number = 1; !body.IsEmpty; number++)
        {
            if (report.Rows < maxRows && decoder.TryDecodePlain(body, out var length) && TrySkipLineEnd(body, ref length))
            {
                report.Add(decoder.AddTo(sink));
                body = body[length..];
                continue;
            }
            var end = body.IndexOf((byte)'\n');
            var line = end < 0 ? body : body[..end];
            body = end < 0 ? [] : body[(end + 1)..];
            if (line.Trim(" \t\r"u8).IsEmpty)
                continue;
            if (report.Rows == maxRows)
                return JsonRows.TooMany(maxRows);
            report.Add(ReadLine(line, number, decoder, sink, report));
        }
        return null;
    }

    private static bool TrySkipLineEnd(ReadOnlySpan<byte> body, ref int position)
    {
        if (position < body.Length && body[position] == '\r')
            position++;
        if (position == body.Length)
            return true;
        return body[position++] == '\n';
    }

    private static Rejection? ReadLine(ReadOnlySpan<byte> line, int number, ObjectDecoder decoder, RowSink sink, IngestReport report)
    {
        try
        {
            var reader = new Utf8JsonReader(line, JsonRows.Options);
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
}
