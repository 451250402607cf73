namespace Plimsoll.Telemetry.Codec;

/// <summary>Which values an inference row carries, in the order in which they stand. Part of the stored format.</summary>
[Flags]
internal enum InferenceFields : uint
{
    None = 0,
    Model = 1 << 0,
    ModelVersion = 1 << 1,
    PromptVersion = 1 << 2,
    Variant = 1 << 3,
    Copy = 1 << 4,
    Endpoint = 1 << 5,
    Tenant = 1 << 6,
    PromptClass = 1 << 7,
    FinishReason = 1 << 8,
    ErrorType = 1 << 9,
    InputTokens = 1 << 10,
    OutputTokens = 1 << 11,
    CachedInputTokens = 1 << 12,
    Ttft = 1 << 13,
    Tpot = 1 << 14,
    Total = 1 << 15,
    Queue = 1 << 16,
    Prefill = 1 << 17,
    Decode = 1 << 18,
    User = 1 << 19,
    Session = 1 << 20,
    Stages = 1 << 21,

    /// <summary>A byte of <see cref="ContentFields"/> and the values of it.</summary>
    Content = 1 << 22,

    /// <summary>A length and the values of <see cref="InferenceDetails"/>, which aggregates hop over.</summary>
    Details = 1 << 23,
    All = (1 << 24) - 1,
}

/// <summary>Which values the details of an inference row carry, in the order in which they stand. Part of the stored format.</summary>
[Flags]
internal enum InferenceDetails : uint
{
    None = 0,
    Scores = 1 << 0,
    SafetyFlags = 1 << 1,
    RequestId = 1 << 2,
    TraceId = 1 << 3,
    SpanId = 1 << 4,
    Labels = 1 << 5,
    OutputTokenIds = 1 << 6,
    Embedding = 1 << 7,
    Texts = 1 << 8,

    /// <summary>See <see cref="CandidateMarkCodec"/>; always last.</summary>
    Candidate = 1 << 9,
    All = (1 << 10) - 1,
}
