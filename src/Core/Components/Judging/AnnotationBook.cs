using Plimsoll.Aggregation.Encoding;
using Plimsoll.Quality.Rubrics;

namespace Plimsoll.Components.Judging;

/// <summary>What people said of answers that the judge has judged, beside what it said. Bounded: the oldest make room.</summary>
internal sealed class AnnotationBook
{
    public const int MaxAnnotations = 1_000;
    private const byte Format = 2;
    private const byte WithoutLengths = 1;

    private readonly List<AnnotatedAnswer> _answers = [];

    public long Version { get; set; }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<AnnotatedAnswer> Answers => _answers;

    /// <summary>What the same person says again of a dimension takes the place of what stood there; other dimensions stay as they were.</summary>
    public void Add(AnnotatedAnswer answer)
    {
        var at = _answers.FindIndex(a => a.RequestId == answer.RequestId && a.RubricVersion == answer.RubricVersion && a.Annotator == answer.Annotator);
        if (at >= 0)
        {
            answer = answer with { Human = [.. answer.Human.Zip(_answers[at].Human, (said, before) => said ?? before)] };
            _answers.RemoveAt(at);
        }
        _answers.Add(answer);
        if (_answers.Count > MaxAnnotations)
            _answers.RemoveAt(0);
    }

    /// <summary>Gives answers other ids. Returns how many judgements it concerned.</summary>
    public int Rename(IReadOnlyDictionary<string, string> ids)
    {
        var renamed = 0;
        for (var i = 0; i < _answers.Count; i++)
        {
            if (!ids.TryGetValue(_answers[i].RequestId, out var id))
                continue;
            _answers[i] = _answers[i] with { RequestId = id };
            renamed++;
        }
        return renamed;
    }

    public bool Has(string requestId) => _answers.Exists(a => a.RequestId == requestId);

    public void Write(StateWriter writer)
    {
        writer.Byte(Format);
        writer.Count(_answers.Count);
        foreach (var answer in _answers)
            answer.Write(writer);
    }

    public void Restore(ref StateReader reader, long version)
    {
        var format = reader.Version(WithoutLengths, Format);
        for (var left = reader.Length(MaxAnnotations); left > 0; left--)
            _answers.Add(AnnotatedAnswer.Read(ref reader, format > WithoutLengths));
        Version = version;
    }
}

/// <summary>One answer, judged by a person and by the judge.</summary>
/// <param name="RequestId">Of the judge's request, not the client's.</param>
/// <param name="Human">One for each dimension of the rubric, in order; null where the person did not say.</param>
/// <param name="Judge">As <paramref name="Human"/>.</param>
/// <param name="Inclusion">π, with which the answer came into the sample.</param>
internal sealed record AnnotatedAnswer(
    string RequestId, string RubricVersion, string ModelVersion, string Annotator, double Inclusion, IReadOnlyList<double?> Human, IReadOnlyList<double?> Judge)
{
    /// <summary>UTF-16 code units; null where it is not known.</summary>
    public int? ResponseChars { get; init; }

    public void Write(StateWriter writer)
    {
        writer.Text(RequestId);
        writer.Text(RubricVersion);
        writer.Text(ModelVersion);
        writer.Text(Annotator);
        writer.Double(Inclusion);
        writer.Count(Human.Count);
        foreach (var score in Human.Concat(Judge))
            writer.Number(score);
        writer.Signed(ResponseChars ?? -1);
    }

    /// <param name="hasLength">Whether the length of the answer follows.</param>
    public static AnnotatedAnswer Read(ref StateReader reader, bool hasLength)
    {
        var (id, rubric, model, who) = (reader.Text() ?? "", reader.Text() ?? "", reader.Text() ?? "", reader.Text() ?? "");
        var inclusion = reader.Double();
        var dimensions = reader.Length(RubricLimits.Dimensions);
        var (human, judge) = (new double?[dimensions], new double?[dimensions]);
        for (var i = 0; i < dimensions; i++)
            human[i] = reader.Number();
        for (var i = 0; i < dimensions; i++)
            judge[i] = reader.Number();
        return new(id, rubric, model, who, inclusion, human, judge)
        {
            ResponseChars = hasLength && reader.Signed() is >= 0 and <= int.MaxValue and var chars ? (int)chars : null,
        };
    }
}
