namespace Plimsoll.Telemetry;

/// <summary>
/// Which set of metrics a series belongs to. Where several tell of the same target, the lowest value that reported
/// in the last ten minutes counts, for they tell of the same requests. Values are part of the stored format.
/// </summary>
public enum AggregateFamily : byte
{
    /// <summary>The serving engine's own metrics (vLLM, SGLang): they see all traffic.</summary>
    Engine = 0,

    /// <summary>OpenTelemetry's <c>gen_ai.server.*</c>.</summary>
    Server = 1,

    /// <summary>OpenTelemetry's <c>gen_ai.client.inference.*</c>.</summary>
    Client = 2,

    /// <summary>OpenTelemetry's <c>gen_ai.client.*</c> up to version 1.41.</summary>
    OldClient = 3,

    /// <summary>What an engine tells of a token where the measure is of a request: better than nothing.</summary>
    TokenWeighted = 4,
}
