using System.Text.Json;
using Plimsoll.Gateway.Ingest.Bodies;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Ingest.Json;

/// <summary>One JSON object per line; a line that is no JSON costs its own row only.</summary>
/// <param name="line">Lines before these, for messages.</param>
internal ref struct JsonLineReader(ObjectDecoder decoder, RowSink sink, IngestReport report, int maxRows, int line = 0)
{
    private int _line = line;

    /// <summary>Reads whole lines, of which the last may lack its end; null unless there is a row too many.</summary>
    public Refusal? Read(ReadOnlySpan<byte> lines)
    {
        if (_line == 0 && lines.StartsWith(JsonRows.ByteOrderMark))
            lines = lines[JsonRows.ByteOrderMark.Length..];
        while (!lines.IsEmpty)
        {
            if (!TryReadNext(ref lines))
                return JsonRows.TooMany(maxRows);
        }
        return null;
    }

    /// <summary>False when there is a row too many.</summary>
    private bool TryReadNext(ref ReadOnlySpan<byte> lines)
    {
        _line++;
        if (report.Rows < maxRows && lines[0] == '{' && decoder.TryDecodePlain(lines, out var length) && TrySkipLineEnd(lines, ref length))
        {
            report.Add(decoder.AddTo(sink));
            lines = lines[length..];
            return true;
        }
        var end = lines.IndexOf((byte)'\n');
        var line = end < 0 ? lines : lines[..end];
        lines = end < 0 ? [] : lines[(end + 1)..];
        if (line.Trim(" \t\r"u8).IsEmpty)
            return true;
        if (report.Rows == maxRows)
            return false;
        report.Add(ReadLine(line));
        return true;
    }

    private static bool TrySkipLineEnd(ReadOnlySpan<byte> lines, ref int position)
    {
        if (position < lines.Length && lines[position] == '\r')
            position++;
        if (position == lines.Length)
            return true;
        return lines[position++] == '\n';
    }

    private readonly Rejection? ReadLine(ReadOnlySpan<byte> line)
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
            return JsonRejections.Malformed(e, _line);
        }
    }
}
