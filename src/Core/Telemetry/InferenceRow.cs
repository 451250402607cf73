using Plimsoll.Telemetry.Content;

namespace Plimsoll.Telemetry;

/// <summary>
/// What a component's aggregates need of one inference row. Latencies are whole nanoseconds and counts whole
/// numbers, so that sums do not depend on order; -1 stands for absent. Strings are indexes of the batch's table
/// (<see cref="RecordBatchReader.Text"/>), -1 for absent.
/// </summary>
public struct InferenceRow
{
    public long TimestampMs { get; set; }
    public TelemetrySource Source { get; set; }
    public long InputTokens { get; set; }
    public long OutputTokens { get; set; }
    public long CachedInputTokens { get; set; }
    public long TtftNs { get; set; }
    public long TpotNs { get; set; }
    public long TotalNs { get; set; }
    public long QueueNs { get; set; }
    public long PrefillNs { get; set; }
    public long DecodeNs { get; set; }
    public int Model { get; set; }
    public int ModelVersion { get; set; }
    public int PromptVersion { get; set; }
    public int Variant { get; set; }
    public int Copy { get; set; }
    public int Endpoint { get; set; }
    public int Tenant { get; set; }
    public int PromptClass { get; set; }
    public int FinishReason { get; set; }
    public int ErrorType { get; set; }
    public ulong UserHash { get; set; }
    public ulong SessionHash { get; set; }
    public bool HasUser { get; set; }
    public bool HasSession { get; set; }

    /// <summary>Of no meaning unless <see cref="ContentTraits.Any"/>.</summary>
    public ContentTraits Content { get; set; }

    /// <summary>How many <see cref="RecordBatchReader.Stages"/> the row has.</summary>
    public int StageCount { get; set; }
}
