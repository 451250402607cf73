using Plimsoll.Aggregation.Encoding;
using Plimsoll.Drift.Watch;

namespace Plimsoll.Drift.Content;

/// <summary>
/// Compares what sampled answers say with what the same model version said before. A window closes with an hour once it holds
/// <see cref="LeastAnswers"/>; one that did not drift becomes part of the baseline. Another version, or another kind of embedding
/// or tokens, begins anew. What came since the last hour that closed is lost in a restart.
/// </summary>
internal sealed class ContentWatch
{
    public const string TokensSignal = "content.tokens";
    public const string EmbeddingSignal = "content.embedding";
    public const string PairsSignal = "content.pairs";

    /// <summary>Answers on either side without which nothing is compared.</summary>
    public const int LeastAnswers = 200;

    private const byte Format = 1;

    private (string Version, string Space, string Vocabulary) _of = ("", "", "");
    private ContentSample _baseline = new();
    private ContentSample _window = new();
    private PromptPairs _pairs = new();

    /// <summary>Indexes beyond those of <see cref="MeanTests"/>.</summary>
    public static int TokensIndex => MeanTests.ScoreIndex + 2;

    public static int EmbeddingIndex => TokensIndex + 1;

    public static int PairsIndex => EmbeddingIndex + 1;

    /// <summary>Whether there is anything to save.</summary>
    public bool Any => _of.Space.Length > 0;

    public static bool IsContent(string signal) => signal is TokensSignal or EmbeddingSignal or PairsSignal;

    public void Add(AnswerFeatures answer, string version)
    {
        var of = (version, answer.Space, answer.Vocabulary);
        if (_of != of)
        {
            if (_of.Space != answer.Space)
                _pairs = new();
            (_of, _baseline, _window) = (of, new(), new());
        }
        _window.Add(answer);
        _pairs.Add(answer, version);
    }

    /// <summary>What was said before is compared with no more. Pairs stay: they are of the same prompt.</summary>
    public void Begin() => (_baseline, _window) = (new(), new());

    /// <summary>What the window that closes with the hour says; nothing while it is too small.</summary>
    public IReadOnlyList<TestAnswer> Close(long hour)
    {
        var answers = new List<TestAnswer>();
        if (_pairs.Take() is { } paired)
            answers.Add(paired);
        if (_window.Directions.Count < LeastAnswers)
            return answers;
        var compared = _baseline.Directions.Count < LeastAnswers ? [] : ContentTests.Run(_baseline, _window, hour).ToList();
        if (!compared.Exists(a => a.Finding.Drifts))
            _baseline.Renew(_window);
        _window = new();
        return [.. answers, .. compared];
    }

    public void Write(StateWriter writer)
    {
        writer.Byte(Format);
        writer.Text(_of.Version);
        writer.Text(_of.Space);
        writer.Text(_of.Vocabulary);
        _baseline.Write(writer);
        _window.Write(writer);
        _pairs.Write(writer);
    }

    public void Restore(ref StateReader reader)
    {
        reader.Version(Format);
        _of = (reader.Text() ?? "", reader.Text() ?? "", reader.Text() ?? "");
        _baseline = ContentSample.Read(ref reader);
        _window = ContentSample.Read(ref reader);
        _pairs = PromptPairs.Read(ref reader);
    }
}
