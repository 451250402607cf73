using System.Text;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Ingest.Json.Plain;

/// <summary>
/// Reads records that are written plainly: known members, each once, printable ASCII without escapes, plain
/// decimals. What it reads is what the general decoder would read, several times faster; whatever is not plain it
/// leaves to that decoder, errors too. Not thread-safe.
/// </summary>
internal sealed class PlainRecordReader(Utf8StringPool pool, KeyedHash hash)
{
    private const int MaxTextBytes = 256;

    private readonly MemberGuesses _members = new();
    private readonly StageGuesses _stages = new(pool);

    /// <param name="body">Begins with the record.</param>
    /// <param name="record">As new.</param>
    /// <param name="length">Bytes of the record.</param>
    /// <returns>False, with the record filled in part, when it is not plain or has no time.</returns>
    public bool TryRead(ReadOnlySpan<byte> body, InferenceRecord record, out int length)
    {
        length = 0;
        var cursor = new PlainCursor(body);
        ulong seen = 0;
        var field = RecordField.Unknown;
        do
        {
            field = _members.Next(ref cursor, field);
            if (field == RecordField.Unknown || (seen >> (int)field & 1) == 1)
                return false;
            seen |= 1UL << (int)field;
            if (!(cursor.Peek == 'n' ? cursor.TrySkip("null"u8) : TryReadValue(field, ref cursor, record)))
                return false;
            if (cursor.Peek <= ' ')
                cursor.SkipSpace();
        }
        while (!cursor.TrySkip('}'));
        length = cursor.Position;
        record.TextsArePrintable = true;
        return record.TimestampMs != 0;
    }

    private bool TryReadValue(RecordField field, ref PlainCursor cursor, InferenceRecord record) => field switch
    {
        <= RecordField.SpanId => TryReadUnique(field, ref cursor, record),
        <= RecordField.PromptClass => TryReadName(field, ref cursor, record),
        RecordField.Timestamp => TryReadTimestamp(ref cursor, record),
        <= RecordField.DecodeMs => TryReadNumber(field, ref cursor, record),
        <= RecordField.Refused => TryReadFlag(field, ref cursor, record),
        RecordField.UserId or RecordField.SessionId => TryReadHashed(field, ref cursor, record),
        RecordField.Stages => _stages.TryRead(ref cursor, record.Stages),
        _ => false,
    };

    private static bool TryReadUnique(RecordField field, ref PlainCursor cursor, InferenceRecord record)
    {
        if (!cursor.TryText(out var text) || text.Length > MaxTextBytes)
            return false;
        if (field == RecordField.RequestId)
        {
            if (text.Length > 0)
                record.SetRequestId(text);
            return true;
        }
        var value = Encoding.ASCII.GetString(text);
        if (field == RecordField.TraceId)
            record.TraceId = value;
        else
            record.SpanId = value;
        return true;
    }

    private bool TryReadName(RecordField field, ref PlainCursor cursor, InferenceRecord record)
    {
        if (!cursor.TryText(out var text) || text.Length > MaxTextBytes)
            return false;
        var value = pool.Get(text);
        switch (field)
        {
            case RecordField.Component: record.Component = value; break;
            case RecordField.Endpoint: record.Endpoint = value; break;
            case RecordField.Tenant: record.Tenant = value; break;
            case RecordField.Model: record.Model = value; break;
            case RecordField.ModelVersion: record.ModelVersion = value; break;
            case RecordField.PromptVersion: record.PromptVersion = value; break;
            case RecordField.Variant: record.Variant = value; break;
            case RecordField.Copy: record.Copy = value; break;
            case RecordField.FinishReason: record.FinishReason = value; break;
            case RecordField.ErrorType: record.ErrorType = value; break;
            case RecordField.PromptClass: record.PromptClass = value; break;
            default: return false;
        }
        return true;
    }

    private static bool TryReadTimestamp(ref PlainCursor cursor, InferenceRecord record)
    {
        if (cursor.TryText(out var text))
        {
            record.TimestampMs = Rfc3339.TryParse(text, out var unixMs) ? unixMs : 0;
            return true;
        }
        if (!cursor.TryDecimal(out var milliseconds, out var decimals) || decimals > 0)
            return false;
        record.TimestampMs = milliseconds;
        return true;
    }

    private static bool TryReadNumber(RecordField field, ref PlainCursor cursor, InferenceRecord record)
    {
        if (!cursor.TryDecimal(out var mantissa, out var decimals))
            return false;
        if (field <= RecordField.CachedInputTokens)
            return decimals == 0 && SetTokens(field, mantissa, record);
        var value = PowersOfTen.Scale(mantissa, decimals);
        switch (field)
        {
            case RecordField.TtftMs: record.TtftMs = value; break;
            case RecordField.TpotMs: record.TpotMs = value; break;
            case RecordField.TotalLatencyMs: record.TotalLatencyMs = value; break;
            case RecordField.QueueMs: record.QueueMs = value; break;
            case RecordField.PrefillMs: record.PrefillMs = value; break;
            case RecordField.DecodeMs: record.DecodeMs = value; break;
            default: return false;
        }
        return true;
    }

    private static bool SetTokens(RecordField field, long tokens, InferenceRecord record)
    {
        switch (field)
        {
            case RecordField.InputTokens: record.InputTokens = tokens; break;
            case RecordField.OutputTokens: record.OutputTokens = tokens; break;
            default: record.CachedInputTokens = tokens; break;
        }
        return true;
    }

    private static bool TryReadFlag(RecordField field, ref PlainCursor cursor, InferenceRecord record)
    {
        var value = cursor.TrySkip("true"u8);
        if (!value && !cursor.TrySkip("false"u8))
            return false;
        if (field == RecordField.FormatOk)
            record.FormatOk = value;
        else
            record.Refused = value;
        return true;
    }

    private bool TryReadHashed(RecordField field, ref PlainCursor cursor, InferenceRecord record)
    {
        if (!cursor.TryText(out var text))
            return false;
        ulong? value = text.Length == 0 ? null : hash.Hash64(text);
        if (field == RecordField.UserId)
            record.UserHash = value;
        else
            record.SessionHash = value;
        return true;
    }
}
