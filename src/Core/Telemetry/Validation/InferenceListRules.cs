using System.Runtime.InteropServices;

namespace Plimsoll.Telemetry.Validation;

/// <summary>What the lists of an inference record must meet.</summary>
internal static class InferenceListRules
{
    public static Rejection? Apply(InferenceRecord record) =>
        (record.Labels.Count > 0 ? Labels(record.Labels) : null)
        ?? (record.Stages.Count > 0 ? Stages(record.Stages, record.TextsArePrintable) : null)
        ?? (record.Scores.Count > 0 ? Scores(record.Scores) : null)
        ?? (record.SafetyFlags.Count > 0 ? Flags(record.SafetyFlags) : null)
        ?? (record.OutputTokenIds.Count > 0 ? TokenIds(record.OutputTokenIds) : null)
        ?? (record.Embedding.Count > 0 ? Embedding(record.Embedding) : null);

    private static Rejection? Labels(List<KeyValuePair<string, string>> labels)
    {
        var rejection = Check.AtMost(labels.Count, TelemetryLimits.Labels, "labels");
        for (var i = 0; rejection is null && i < labels.Count; i++)
            rejection = Name(labels[i].Key, "labels") ?? Check.Text(labels[i].Value, "labels");
        return rejection;
    }

    private static Rejection? Stages(List<Stage> stages, bool printable)
    {
        var rejection = Check.AtMost(stages.Count, TelemetryLimits.Stages, "stages");
        for (var i = 0; rejection is null && i < stages.Count; i++)
        {
            var (name, ms) = stages[i];
            rejection = printable && name.Length is > 0 and <= TelemetryLimits.NameChars ? null : Name(name, "stages.name");
            rejection ??= Check.Latency(ms, "stages.ms");
        }
        return rejection;
    }

    private static Rejection? Scores(List<ClientScore> scores)
    {
        var rejection = Check.AtMost(scores.Count, TelemetryLimits.Scores, "scores");
        for (var i = 0; rejection is null && i < scores.Count; i++)
            rejection = Name(scores[i].Name, "scores.name")
                ?? Check.Range(scores[i].Value, "scores.value", -TelemetryLimits.Score, TelemetryLimits.Score)
                ?? Check.Text(scores[i].Source, "scores.source", TelemetryLimits.NameChars);
        return rejection;
    }

    private static Rejection? Flags(List<string> flags)
    {
        var rejection = Check.AtMost(flags.Count, TelemetryLimits.SafetyFlags, "safety_flags");
        for (var i = 0; rejection is null && i < flags.Count; i++)
            rejection = Name(flags[i], "safety_flags");
        return rejection;
    }

    private static Rejection? TokenIds(List<int> ids)
    {
        if (Check.AtMost(ids.Count, TelemetryLimits.OutputTokenIds, "output_token_ids") is { } rejection)
            return rejection;
        foreach (var id in CollectionsMarshal.AsSpan(ids))
        {
            if (id < 0)
                return Check.Length(id, "output_token_ids");
        }
        return null;
    }

    private static Rejection? Embedding(List<float> embedding)
    {
        if (Check.AtMost(embedding.Count, TelemetryLimits.EmbeddingDimensions, "embedding") is { } rejection)
            return rejection;
        foreach (var value in CollectionsMarshal.AsSpan(embedding))
        {
            if (!float.IsFinite(value))
                return Check.Finite(value, "embedding");
        }
        return null;
    }

    private static Rejection? Name(string name, string field) => Check.Required(name, field, TelemetryLimits.NameChars);
}
