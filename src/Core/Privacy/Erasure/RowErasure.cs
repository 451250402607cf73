using Plimsoll.Telemetry;

namespace Plimsoll.Privacy.Erasure;

/// <summary>Takes from a row what tells whose it is or what was said, and leaves what is counted.</summary>
internal static class RowErasure
{
    public static void Erase(InferenceRecord record)
    {
        record.UserHash = record.SessionHash = record.PromptHash = record.ResponseHash = null;
        record.RequestId = record.TraceId = record.SpanId = null;
        record.Labels.Clear();
        record.OutputTokenIds.Clear();
        record.Embedding.Clear();
        record.Texts = null;
        record.Candidate = null;
    }

    public static Feedback Erase(Feedback feedback) => feedback with { RequestId = null, UserHash = null };

    public static Outcome Erase(Outcome outcome) => outcome with { RequestId = null };

    public static ScoreSample Erase(ScoreSample score) => score with { RequestId = null, TraceId = null, SpanId = null };
}
