using Plimsoll.Aggregation.Encoding;
using Plimsoll.Quality.Queue;
using Plimsoll.Quality.Rubrics;

namespace Plimsoll.Components.Judging;

/// <summary>One verdict as it is kept for people to look at.</summary>
/// <param name="Scores">One for each dimension of the label, in order.</param>
/// <param name="Reason">The judge's words, redacted; empty once they were erased.</param>
/// <param name="JudgedMs">When the verdict came.</param>
internal sealed record VerdictRecord(
    VerdictLabel Label, JudgeRequest Request, IReadOnlyList<double?> Scores, double? Composite, string Reason, long JudgedMs)
{
    /// <summary>UTF-16 code units; null where it is not known.</summary>
    public int? ResponseChars { get; init; }

    /// <summary>What the judge took, milliseconds; null where it is not known.</summary>
    public long? LatencyMs { get; init; }

    /// <summary>Null for verdicts of earlier builds.</summary>
    public VerdictLoad? Load { get; init; }

    public void Write(StateWriter writer)
    {
        Label.Write(writer);
        Request.Write(writer);
        writer.Count(Scores.Count);
        foreach (var score in Scores)
            writer.Number(score);
        writer.Number(Composite);
        writer.Text(Reason);
        writer.Count(JudgedMs);
        writer.Signed(ResponseChars ?? -1);
        writer.Signed(LatencyMs ?? -1);
        writer.Optional(Load, static (load, w) => load.Write(w));
    }

    /// <param name="hasLength">Whether the length of the answer follows.</param>
    /// <param name="hasLatency">Whether the time of the judge follows.</param>
    /// <param name="hasLoad">Whether the load follows.</param>
    public static VerdictRecord Read(ref StateReader reader, bool hasLength, bool hasLatency, bool hasLoad)
    {
        var label = VerdictLabel.Read(ref reader);
        var request = JudgeRequest.Read(ref reader);
        var scores = new double?[reader.Length(RubricLimits.Dimensions)];
        for (var i = 0; i < scores.Length; i++)
            scores[i] = reader.Number();
        if (scores.Length != label.Dimensions.Count)
            throw reader.Corrupt($"{scores.Length} scores for {label.Dimensions.Count} dimensions");
        return new(label, request, scores, reader.Number(), reader.Text() ?? "", reader.Count())
        {
            ResponseChars = hasLength && reader.Signed() is >= 0 and <= int.MaxValue and var chars ? (int)chars : null,
            LatencyMs = hasLatency && reader.Signed() is >= 0 and var latency ? latency : null,
            Load = hasLoad ? reader.Optional(VerdictLoad.Read) : null,
        };
    }
}

/// <summary>What was asked, and by whom it was answered.</summary>
internal sealed record VerdictLabel(string Rubric, string Version, string Evaluator, IReadOnlyList<string> Dimensions)
{
    public static VerdictLabel Of(Rubric rubric) =>
        new(rubric.Id, rubric.Version, rubric.Evaluator.ToString(), [.. rubric.Dimensions.Select(d => d.Name)]);

    public void Write(StateWriter writer)
    {
        writer.Text(Rubric);
        writer.Text(Version);
        writer.Text(Evaluator);
        writer.Count(Dimensions.Count);
        foreach (var dimension in Dimensions)
            writer.Text(dimension);
    }

    public static VerdictLabel Read(ref StateReader reader)
    {
        var (rubric, version, evaluator) = (reader.Text() ?? "", reader.Text() ?? "", reader.Text() ?? "");
        var dimensions = new string[reader.Length(RubricLimits.Dimensions)];
        for (var i = 0; i < dimensions.Length; i++)
            dimensions[i] = reader.Text() ?? throw reader.Corrupt("a dimension without a name");
        return new(rubric, version, evaluator, dimensions);
    }
}
