using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Plimsoll.Cli.Replay.Formats;

/// <summary>Records of <c>/api/v1/records</c>: a JSON array, or one record to a line.</summary>
internal sealed class RecordsTrace : ITraceFormat
{
    public async IAsyncEnumerable<TraceRow> ReadAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var rows = BeginsArray(stream) ? Array(stream, cancellation) : Lines(stream, cancellation);
        await foreach (var row in rows)
            yield return row;
    }

    private static bool BeginsArray(Stream stream)
    {
        Span<byte> head = stackalloc byte[512];
        var length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        return Encoding.UTF8.GetString(head[..length]).TrimStart('\uFEFF').TrimStart().StartsWith('[');
    }

    private static async IAsyncEnumerable<TraceRow> Array(Stream stream, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var number = 0L;
        await foreach (var (element, error) in JsonArrayElements.ReadAsync(stream, cancellation))
        {
            number++;
            yield return error is null ? Row(number, element) : new UnreadableRow(number, error);
        }
    }

    private static async IAsyncEnumerable<TraceRow> Lines(Stream stream, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var (number, line) in TraceLines.ReadAsync(stream, cancellation))
        {
            if (line is null)
                yield return new UnreadableRow(number, $"the line is longer than {TraceLines.MaxBytes >> 20} MiB");
            else if (line.Value.Span.IndexOfAnyExcept(" \t"u8) >= 0)
                yield return Line(number, line.Value);
        }
    }

    private static TraceRow Line(long number, ReadOnlyMemory<byte> line)
    {
        var bom = number == 1 && line.Span.StartsWith("\uFEFF"u8) ? 3 : 0;
        try
        {
            using var document = JsonDocument.Parse(line[bom..]);
            return Row(number, document.RootElement.Clone());
        }
        catch (JsonException e)
        {
            return new UnreadableRow(number, $"not valid JSON at byte {e.BytePositionInLine}");
        }
    }

    private static TraceRow Row(long number, JsonElement record)
    {
        if (record.ValueKind != JsonValueKind.Object)
            return new UnreadableRow(number, $"a record is a JSON object, not {record.ValueKind}");
        if (!record.TryGetProperty(RecordFields.Timestamp, out var timestamp))
            return new UnreadableRow(number, "timestamp is missing");
        return Milliseconds(timestamp) is { } ms
            ? new RecordRow(number, ms, record)
            : new UnreadableRow(number, "timestamp is neither RFC 3339 nor milliseconds since 1970");
    }

    private static long? Milliseconds(JsonElement timestamp) => timestamp.ValueKind switch
    {
        JsonValueKind.Number when timestamp.TryGetDouble(out var ms) && Math.Abs(ms) < 1e15 => (long)ms,
        JsonValueKind.String when DateTimeOffset.TryParse(
            timestamp.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) => time.ToUnixTimeMilliseconds(),
        _ => null,
    };

    private static class RecordFields
    {
        public const string RequestId = "request_id";
        public const string Component = "component";
        public const string Timestamp = "timestamp";
    }

    private sealed record RecordRow(long Number, long TimestampMs, JsonElement Record) : ReadableRow(Number, TimestampMs)
    {
        public override void Write(Utf8JsonWriter writer, ReplayIdentity identity)
        {
            var recorded = Record.TryGetProperty(RecordFields.RequestId, out var id) && id.ValueKind == JsonValueKind.String ? id.GetString() : null;
            writer.WriteStartObject();
            writer.WriteString(
                RecordFields.RequestId, string.IsNullOrEmpty(recorded) ? identity.RequestId(Number) : identity.RequestId(recorded, Number));
            writer.WriteNumber(RecordFields.Timestamp, identity.Move(TimestampMs));
            if (identity.Component is { } component)
                writer.WriteString(RecordFields.Component, component);
            foreach (var property in Record.EnumerateObject())
            {
                if (property.Name is RecordFields.RequestId or RecordFields.Timestamp
                    || (property.Name is RecordFields.Component && identity.Component is not null))
                    continue;
                property.WriteTo(writer);
            }
            writer.WriteEndObject();
        }
    }
}
