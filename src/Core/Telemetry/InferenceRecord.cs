using System.Text;

namespace Plimsoll.Telemetry;

/// <summary>
/// One finished inference request, as a client or an instrumentation reported it. Only <see cref="Component"/>,
/// <see cref="TimestampMs"/> and one measurement are required. Decoders fill one instance again and again:
/// call <see cref="Clear"/> between records.
/// </summary>
public sealed class InferenceRecord
{
    private readonly byte[] _requestId = new byte[TelemetryLimits.TextChars];
    private int _requestIdBytes;
    private string? _requestIdText;

    /// <summary>At most 256 characters; the key of deduplication when present.</summary>
    public string? RequestId
    {
        get => _requestIdBytes == 0 ? _requestIdText : _requestIdText ??= Encoding.ASCII.GetString(GetPrintableRequestId());
        set
        {
            _requestIdText = value;
            _requestIdBytes = 0;
        }
    }

    /// <summary>The request id where <see cref="SetRequestId"/> set it; else empty.</summary>
    public ReadOnlySpan<byte> GetPrintableRequestId() => _requestId.AsSpan(0, _requestIdBytes);

    /// <summary>
    /// A promise of the decoder, so that the rules need not look again: all texts are printable ASCII of at most 256
    /// characters.
    /// </summary>
    public bool TextsArePrintable { get; set; }

    /// <summary>32 lower-case hexadecimal digits.</summary>
    public string? TraceId { get; set; }

    /// <summary>16 lower-case hexadecimal digits.</summary>
    public string? SpanId { get; set; }

    public string Component { get; set; } = "";
    public string? Endpoint { get; set; }
    public string? Tenant { get; set; }
    public string? Model { get; set; }
    public string? ModelVersion { get; set; }
    public string? PromptVersion { get; set; }
    public string? Variant { get; set; }
    public string? Copy { get; set; }
    public List<KeyValuePair<string, string>> Labels { get; } = [];
    public TelemetrySource Source { get; set; }

    /// <summary>End of the request, milliseconds since the Unix epoch.</summary>
    public long TimestampMs { get; set; }

    public long? InputTokens { get; set; }
    public long? OutputTokens { get; set; }
    public long? CachedInputTokens { get; set; }
    public List<int> OutputTokenIds { get; } = [];

    /// <summary>Time to first token, milliseconds.</summary>
    public double? TtftMs { get; set; }

    /// <summary>
    /// Time per output token after the first, milliseconds. When absent it follows from
    /// <see cref="TotalLatencyMs"/>, <see cref="TtftMs"/> and <see cref="OutputTokens"/>.
    /// </summary>
    public double? TpotMs { get; set; }

    public double? TotalLatencyMs { get; set; }
    public double? QueueMs { get; set; }
    public double? PrefillMs { get; set; }
    public double? DecodeMs { get; set; }
    public List<Stage> Stages { get; } = [];
    public string? FinishReason { get; set; }

    /// <summary>Set exactly when the request failed; its latency is then left out of the latency measures.</summary>
    public string? ErrorType { get; set; }

    /// <summary>Keyed pseudonym of the user, taken at decode (<see cref="KeyedHash"/>); the raw id is never kept.</summary>
    public ulong? UserHash { get; set; }

    /// <summary>Keyed pseudonym of the session, taken at decode; the raw id is never kept.</summary>
    public ulong? SessionHash { get; set; }

    public string? PromptClass { get; set; }

    /// <summary>Keyed hash of the prompt text, taken at decode.</summary>
    public ulong? PromptHash { get; set; }

    /// <summary>Keyed hash of the response text, taken at decode.</summary>
    public ulong? ResponseHash { get; set; }

    /// <summary>Length of the prompt in UTF-16 code units; the text itself is kept for candidates of the sample only.</summary>
    public int? PromptChars { get; set; }

    /// <summary>Length of the response in UTF-16 code units.</summary>
    public int? ResponseChars { get; set; }

    /// <summary>Whether the response refuses the task, as the client says or <see cref="Content.RefusalScreen"/> found at decode; null where nobody looked.</summary>
    public bool? Refused { get; set; }

    /// <summary>Whether the response has the form that was asked for; null where none was.</summary>
    public bool? FormatOk { get; set; }

    public List<ClientScore> Scores { get; } = [];
    public List<string> SafetyFlags { get; } = [];
    public List<float> Embedding { get; } = [];

    /// <summary>Sets the request id without making a string of it: an id of its own for every record is the one text that repeats nowhere.</summary>
    /// <param name="printable">1 to 256 bytes of printable ASCII; anything else throws <see cref="ArgumentException"/>.</param>
    public void SetRequestId(ReadOnlySpan<byte> printable)
    {
        if (printable.IsEmpty || printable.Length > _requestId.Length || printable.ContainsAnyExceptInRange((byte)' ', (byte)'~'))
            throw new ArgumentException($"A printable id has 1 to {_requestId.Length} characters from ' ' to '~'", nameof(printable));
        printable.CopyTo(_requestId);
        _requestIdBytes = printable.Length;
        _requestIdText = null;
    }

    /// <summary>Redacted texts where the request is a candidate of the sample. The journal keeps them apart from the rest.</summary>
    public RecordedTexts? Texts { get; set; }

    /// <summary>Set where the request's texts are kept and it may be judged.</summary>
    public CandidateMark? Candidate { get; set; }

    /// <summary>Makes the instance as new, keeping the capacity of its lists.</summary>
    public void Clear()
    {
        RequestId = TraceId = SpanId = null;
        TextsArePrintable = false;
        Component = "";
        Endpoint = Tenant = Model = ModelVersion = PromptVersion = Variant = Copy = null;
        Labels.Clear();
        Source = TelemetrySource.Records;
        TimestampMs = 0;
        InputTokens = OutputTokens = CachedInputTokens = null;
        OutputTokenIds.Clear();
        TtftMs = TpotMs = TotalLatencyMs = QueueMs = PrefillMs = DecodeMs = null;
        Stages.Clear();
        FinishReason = ErrorType = PromptClass = null;
        UserHash = SessionHash = PromptHash = ResponseHash = null;
        PromptChars = ResponseChars = null;
        Refused = FormatOk = null;
        Scores.Clear();
        SafetyFlags.Clear();
        Embedding.Clear();
        Texts = null;
        Candidate = null;
    }
}

/// <summary>One named part of a request's time, milliseconds.</summary>
public readonly record struct Stage(string Name, double Ms);

/// <summary>A score that a client sent with the record; kept beside the judge's under its source.</summary>
public readonly record struct ClientScore(string Name, double Value, string Source);
