using System.Text.Json;
using Plimsoll.Gateway.Ingest.Json.Plain;
using Plimsoll.Gateway.Interactions.Texts;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Ingest.Json;

/// <summary>
/// Decodes inference records into one reused <see cref="InferenceRecord"/>. User and session ids, prompts and
/// responses are hashed at once and not kept, but for those of the sample, redacted.
/// </summary>
internal sealed class RecordDecoder(JsonStrings strings, int maxLabels, TextScreen? screen = null) : ObjectDecoder(strings)
{
    /// <summary>After so many rows in a row that were not plain, only one of <see cref="RowsPerTrial"/> is tried.</summary>
    private const int PatienceRows = 8;
    private const int RowsPerTrial = 64;

    private readonly PlainRecordReader _plain = strings.CreatePlainReader();
    private readonly HeldTexts _held = new(screen);
    private int _rowsNotPlain;
    private bool _hasTimestamp;
    private ResponseTraits _response;

    public InferenceRecord Record { get; } = new();

    public override Rejection? AddTo(RowSink sink)
    {
        if (!_hasTimestamp)
            return JsonRejections.Missing(JsonTimestamp.Field);
        if (_response.Hash is not null)
            _response.Tell(Record);
        if (!_held.IsEmpty)
            _held.Decide(Record);
        return sink.Add(Record);
    }

    public override bool TryDecodePlain(ReadOnlySpan<byte> body, out int length)
    {
        length = 0;
        if (_rowsNotPlain > PatienceRows && _rowsNotPlain++ % RowsPerTrial != 0)
            return false;
        Begin();
        _hasTimestamp = _plain.TryRead(body, Record, out length);
        _rowsNotPlain = _hasTimestamp ? 0 : _rowsNotPlain + 1;
        return _hasTimestamp;
    }

    protected override void Begin()
    {
        Record.Clear();
        _hasTimestamp = false;
        _response = default;
        _held.Clear();
    }

    protected override bool TryReadMember(ReadOnlySpan<byte> name, ref Utf8JsonReader reader, out Rejection? rejection)
    {
        var field = RecordFields.Match(name);
        rejection = field switch
        {
            RecordField.Unknown => null,
            <= RecordField.PromptClass => ReadString(field, ref reader),
            <= RecordField.DecodeMs => ReadNumber(field, ref reader),
            <= RecordField.Refused => ReadFlag(field, ref reader),
            <= RecordField.Context => ReadPrivate(field, ref reader),
            _ => ReadList(field, ref reader),
        };
        return field != RecordField.Unknown;
    }

    private Rejection? ReadString(RecordField field, ref Utf8JsonReader reader)
    {
        string? value;
        Rejection? rejection;
        switch (field)
        {
            case RecordField.RequestId: rejection = Strings.ReadUnique(ref reader, "request_id", out value); Record.RequestId = value; break;
            case RecordField.TraceId: rejection = Strings.ReadUnique(ref reader, "trace_id", out value); Record.TraceId = value; break;
            case RecordField.SpanId: rejection = Strings.ReadUnique(ref reader, "span_id", out value); Record.SpanId = value; break;
            case RecordField.Component: rejection = Strings.ReadPooled(ref reader, "component", out value); Record.Component = value ?? ""; break;
            case RecordField.Endpoint: rejection = Strings.ReadPooled(ref reader, "endpoint", out value); Record.Endpoint = value; break;
            case RecordField.Tenant: rejection = Strings.ReadPooled(ref reader, "tenant", out value); Record.Tenant = value; break;
            case RecordField.Model: rejection = Strings.ReadPooled(ref reader, "model", out value); Record.Model = value; break;
            case RecordField.ModelVersion: rejection = Strings.ReadPooled(ref reader, "model_version", out value); Record.ModelVersion = value; break;
            case RecordField.PromptVersion: rejection = Strings.ReadPooled(ref reader, "prompt_version", out value); Record.PromptVersion = value; break;
            case RecordField.Variant: rejection = Strings.ReadPooled(ref reader, "variant", out value); Record.Variant = value; break;
            case RecordField.Copy: rejection = Strings.ReadPooled(ref reader, "copy", out value); Record.Copy = value; break;
            case RecordField.FinishReason: rejection = Strings.ReadPooled(ref reader, "finish_reason", out value); Record.FinishReason = value; break;
            case RecordField.ErrorType: rejection = Strings.ReadPooled(ref reader, "error_type", out value); Record.ErrorType = value; break;
            default: rejection = Strings.ReadPooled(ref reader, "prompt_class", out value); Record.PromptClass = value; break;
        }
        return rejection;
    }

    private Rejection? ReadNumber(RecordField field, ref Utf8JsonReader reader)
    {
        long? count;
        double? number;
        Rejection? rejection;
        switch (field)
        {
            case RecordField.Timestamp:
                rejection = JsonTimestamp.Read(ref reader, out count);
                Record.TimestampMs = count ?? 0;
                _hasTimestamp = count is not null;
                break;
            case RecordField.InputTokens: rejection = JsonNumbers.ReadWhole(ref reader, "input_tokens", out count); Record.InputTokens = count; break;
            case RecordField.OutputTokens: rejection = JsonNumbers.ReadWhole(ref reader, "output_tokens", out count); Record.OutputTokens = count; break;
            case RecordField.CachedInputTokens: rejection = JsonNumbers.ReadWhole(ref reader, "cached_input_tokens", out count); Record.CachedInputTokens = count; break;
            case RecordField.TtftMs: rejection = JsonNumbers.ReadDouble(ref reader, "ttft_ms", out number); Record.TtftMs = number; break;
            case RecordField.TpotMs: rejection = JsonNumbers.ReadDouble(ref reader, "tpot_ms", out number); Record.TpotMs = number; break;
            case RecordField.TotalLatencyMs: rejection = JsonNumbers.ReadDouble(ref reader, "total_latency_ms", out number); Record.TotalLatencyMs = number; break;
            case RecordField.QueueMs: rejection = JsonNumbers.ReadDouble(ref reader, "queue_ms", out number); Record.QueueMs = number; break;
            case RecordField.PrefillMs: rejection = JsonNumbers.ReadDouble(ref reader, "prefill_ms", out number); Record.PrefillMs = number; break;
            default: rejection = JsonNumbers.ReadDouble(ref reader, "decode_ms", out number); Record.DecodeMs = number; break;
        }
        return rejection;
    }

    private Rejection? ReadFlag(RecordField field, ref Utf8JsonReader reader)
    {
        var isFormat = field == RecordField.FormatOk;
        var rejection = JsonNumbers.ReadBool(ref reader, isFormat ? "format_ok" : "refused", out var value);
        if (isFormat)
            Record.FormatOk = value;
        else
            Record.Refused = value;
        return rejection;
    }

    private Rejection? ReadPrivate(RecordField field, ref Utf8JsonReader reader)
    {
        ulong? hash;
        int? chars;
        Rejection? rejection;
        switch (field)
        {
            case RecordField.UserId: rejection = Strings.ReadHashed(ref reader, "user_id", out hash); Record.UserHash = hash; break;
            case RecordField.SessionId: rejection = Strings.ReadHashed(ref reader, "session_id", out hash); Record.SessionHash = hash; break;
            case RecordField.Prompt: rejection = Strings.ReadText(ref reader, "prompt", out hash, out chars, out var prompt); Record.PromptHash = hash; Record.PromptChars = chars; _held.Hold(TextKind.Prompt, prompt, Record); break;
            case RecordField.Response: rejection = Strings.ReadResponse(ref reader, "response", out _response, out var response); _held.Hold(TextKind.Response, response, Record); Record.ResponseHash = _response.Hash; Record.ResponseChars = _response.Chars; break;
            default: rejection = _held.Wants(Record) ? Strings.HoldPassages(ref reader, "context", _held, Record) : JsonLists.SkipTexts(ref reader, "context"); break;
        }
        return rejection;
    }

    private Rejection? ReadList(RecordField field, ref Utf8JsonReader reader) => field switch
    {
        RecordField.Labels => JsonLists.ReadLabels(ref reader, Strings, Record.Labels, maxLabels),
        RecordField.OutputTokenIds => JsonLists.ReadTokenIds(ref reader, Strings, Record.OutputTokenIds),
        RecordField.Stages => JsonLists.ReadStages(ref reader, Strings, Record.Stages),
        RecordField.Scores => JsonLists.ReadScores(ref reader, Strings, Record.Scores),
        RecordField.SafetyFlags => JsonLists.ReadFlags(ref reader, Strings, Record.SafetyFlags),
        _ => JsonLists.ReadEmbedding(ref reader, Strings, Record.Embedding),
    };
}
