using System.Text.Json;
using Plimsoll.Gateway.Ingest.Bodies;

namespace Plimsoll.Gateway.Ingest.Json;

/// <summary>A JSON array of rows. Rows that are written plainly are decoded in place, the others by the framework's reader, which takes up the array between two rows.</summary>
internal static class JsonArrayRows
{
    private static readonly (JsonReaderState State, int Bytes) s_atStart = StateAfter("["u8);
    private static readonly (JsonReaderState State, int Bytes) s_afterRow = StateAfter("[{}"u8);

    /// <param name="position">Behind the opening bracket.</param>
    public static Refusal? Read(ReadOnlySpan<byte> body, int position, ObjectDecoder decoder, RowSink sink, IngestReport report, int maxRows)
    {
        var first = true;
        try
        {
            while (true)
            {
                if (report.Rows < maxRows && TryReadPlain(body, ref position, first, decoder))
                    report.Add(decoder.AddTo(sink));
                else if (!TryReadAny(body, ref position, first, decoder, sink, report, maxRows, out var refusal))
                    return refusal;
                first = false;
            }
        }
        catch (JsonException e)
        {
            var (line, start) = PlaceOf(body, position);
            var inLine = e.BytePositionInLine ?? 0;
            if (e.LineNumber is > 0 and var below)
                line += below;
            else
                inLine += start - (first ? s_atStart : s_afterRow).Bytes;
            return JsonRows.Malformed(line, inLine, report.Rows);
        }
    }

    private static bool TryReadPlain(ReadOnlySpan<byte> body, ref int position, bool first, ObjectDecoder decoder)
    {
        var at = SkipSpace(body, position);
        if (!first)
        {
            if (at == body.Length || body[at] != ',')
                return false;
            at = SkipSpace(body, at + 1);
        }
        if (!decoder.TryDecodePlain(body[at..], out var length))
            return false;
        position = at + length;
        return true;
    }

    /// <summary>Reads the next row, or the end of the array; false when nothing more is to be read.</summary>
    private static bool TryReadAny(
        ReadOnlySpan<byte> body, ref int position, bool first, ObjectDecoder decoder, RowSink sink, IngestReport report, int maxRows, out Refusal? refusal)
    {
        refusal = null;
        var reader = new Utf8JsonReader(body[position..], isFinalBlock: true, (first ? s_atStart : s_afterRow).State);
        reader.Read();
        if (reader.TokenType == JsonTokenType.EndArray)
        {
            reader.Read();
            return false;
        }
        if (report.Rows == maxRows)
        {
            refusal = JsonRows.TooMany(maxRows);
            return false;
        }
        report.Add(decoder.Decode(ref reader, report.Ignored) ?? decoder.AddTo(sink));
        position += (int)reader.BytesConsumed;
        return true;
    }

    private static int SkipSpace(ReadOnlySpan<byte> body, int position)
    {
        while (position < body.Length && body[position] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            position++;
        return position;
    }

    /// <summary>Line of a position, from 1, and its byte in the line, from 0.</summary>
    private static (long Line, long Byte) PlaceOf(ReadOnlySpan<byte> body, int position)
    {
        var before = body[..position];
        return (before.Count((byte)'\n') + 1, position - before.LastIndexOf((byte)'\n') - 1);
    }

    private static (JsonReaderState State, int Bytes) StateAfter(ReadOnlySpan<byte> beginning)
    {
        var reader = new Utf8JsonReader(beginning, isFinalBlock: false, new JsonReaderState(JsonRows.Options));
        while (reader.Read())
        {
        }
        return (reader.CurrentState, beginning.Length);
    }
}
