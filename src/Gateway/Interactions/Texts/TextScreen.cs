using System.Text;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Hosting;
using Plimsoll.Privacy;
using Plimsoll.Quality.Sampling;
using Plimsoll.Quality.Screening;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Interactions.Texts;

/// <summary>Decides at decode whose texts are kept, and what of them. Thread-safe.</summary>
internal sealed class TextScreen(PlimsollOptions options, IHashKey key)
{
    /// <summary>Characters (UTF-16 code units) that are kept of a text.</summary>
    public const int MaxChars = 16 << 10;

    /// <summary>Characters of a text that are looked at.</summary>
    public const int MaxExamined = 64 << 10;

    public const int MaxPassages = 16;

    /// <summary>Longest of what redaction recognises, about: so much of a cut end may hold half of something.</summary>
    private const int CutMargin = 512;

    private readonly CandidateScreen _screen = new(key.Hash, options.Privacy.MetadataOnly ? 0 : options.Quality.SampleRate);

    /// <summary>Whether any text is kept.</summary>
    public bool IsOn => _screen.Cutoff > 0;

    public bool IsCandidate(InferenceRecord record) => Mark(record) is not null;

    /// <summary>
    /// By the request id, else by trace and span; a request without either cannot be found again and is none. Null for a
    /// request that is no candidate.
    /// </summary>
    /// <param name="flagged">By the safety screen; what a client's own filter flagged is a candidate too.</param>
    public CandidateMark? Mark(InferenceRecord record, bool flagged = false)
    {
        flagged |= record.SafetyFlags.Count > 0;
        if (!IsOn || Hash(record) is not { } hash || !_screen.IsCandidate(hash, flagged))
            return null;
        return new CandidateMark(hash, _screen.Cutoff, flagged);
    }

    private ulong? Hash(InferenceRecord record)
    {
        if (record.GetPrintableRequestId() is { IsEmpty: false } printable)
            return _screen.Hash(printable);
        if ((record.RequestId ?? record.SpanId) is null)
            return null;
        var id = record.RequestId ?? record.TraceId + record.SpanId;
        Span<byte> utf8 = stackalloc byte[3 * TelemetryLimits.TextChars];
        return Encoding.UTF8.TryGetBytes(id, utf8, out var length) ? _screen.Hash(utf8[..length]) : null;
    }

    /// <summary>By the safety screen.</summary>
    public static bool IsFlagged(string? text) => SafetyScreen.Look(text).HasFlag(ScreenFlags.Harm);

    /// <summary>Redacted and shortened; null when there is no text.</summary>
    public static RecordedTexts? Keep(string? prompt, string? response, params IReadOnlyList<string> passages)
    {
        if (string.IsNullOrEmpty(prompt) && string.IsNullOrEmpty(response) && passages.Count == 0)
            return null;
        var shortened = passages.Count > MaxPassages;
        return new RecordedTexts(
            Keep(prompt, ref shortened), Keep(response, ref shortened),
            [.. passages.Take(MaxPassages).Select(p => Keep(p, ref shortened)).OfType<string>()], shortened);
    }

    private static string? Keep(string? text, ref bool shortened)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        var cut = text.Length > MaxExamined;
        var redacted = TextRedactor.Redact(cut ? text[..MaxExamined] : text);
        if (cut)
            redacted = redacted[..Math.Max(0, redacted.Length - CutMargin)];
        shortened |= cut || redacted.Length > MaxChars;
        return redacted.Length > MaxChars ? redacted[..WholeChars(redacted)] : redacted;
    }

    /// <summary>A surrogate pair is not cut in two.</summary>
    private static int WholeChars(string text) => char.IsHighSurrogate(text[MaxChars - 1]) ? MaxChars - 1 : MaxChars;
}
