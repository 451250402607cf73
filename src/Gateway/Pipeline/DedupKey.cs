using System.Runtime.CompilerServices;
using System.Text;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Pipeline;

/// <summary>
/// What makes two rows the same: a 128-bit keyed hash of source, component and identity. Zero stands for a row
/// without identity, which is delivered at least once.
/// </summary>
internal static class DedupKey
{
    // Component, ids and task are at most 256 characters each, at most three bytes a character; most are far shorter.
    private const int MaxBytes = 4096;
    private const int ShortBytes = 512;
    private const int MaxBytesPerChar = 3;
    private const int ShortComponentChars = 80;

    private const byte Request = 1;
    private const byte Span = 2;
    private const byte FeedbackRow = 3;
    private const byte OutcomeRow = 4;
    private const byte AggregateRow = 5;
    private const byte ScoreRow = 6;

    /// <summary>By request id, else by trace and span id; a span by these first, for its request id is the model's.</summary>
    public static UInt128 Of(KeyedHash hash, InferenceRecord record)
    {
        if (!record.GetPrintableRequestId().IsEmpty && record.Component.Length <= ShortComponentChars)
            return Hash(hash, (byte)record.Source, record.Component, record.GetPrintableRequestId());
        if (record.TraceId is { } trace && record.SpanId is { } span && (record.Source == TelemetrySource.Spans || record.RequestId is null))
            return Hash(hash, Span, (byte)record.Source, record.Component, trace, span);
        return record.RequestId is { } request
            ? Hash(hash, Request, (byte)record.Source, record.Component, request, "")
            : default;
    }

    /// <summary>A user may say several things of one request: only an exact repeat is the same.</summary>
    public static UInt128 Of(KeyedHash hash, Feedback feedback) => feedback.RequestId is not { } request
        ? default
        : Hash(hash, FeedbackRow, 0, feedback.Component, request, FormattableString.Invariant(
            $"{feedback.TimestampMs} {feedback.Rating} {feedback.ThumbsUp} {feedback.Regenerated} {feedback.Accepted} {feedback.Reported} {feedback.UserHash}"));

    public static UInt128 Of(KeyedHash hash, Outcome outcome) => outcome.RequestId is not { } request
        ? default
        : Hash(hash, OutcomeRow, 0, outcome.Component, request, FormattableString.Invariant(
            $"{outcome.TimestampMs} {outcome.Success} {outcome.Task}"));

    /// <summary>An answer may be judged several times: only an exact repeat is the same.</summary>
    public static UInt128 Of(KeyedHash hash, ScoreSample score) => (score.RequestId ?? score.SpanId) is not { } request
        ? default
        : Hash(hash, ScoreRow, 0, score.Component, request, FormattableString.Invariant(
            $"{score.TimestampMs} {score.Value:R} {score.Name} {score.Source}"));

    /// <summary>A cumulative point that comes again changes nothing; a change must not count twice.</summary>
    public static UInt128 Of(KeyedHash hash, AggregateSample sample) => sample.Cumulative || sample.StartMs is not { } start
        ? default
        : Hash(hash, AggregateRow, (byte)sample.Source, sample.Component, FormattableString.Invariant($"{sample.Series:x16}"),
            FormattableString.Invariant($"{start} {sample.TimestampMs}"));

    /// <summary>The same as for the id as a string.</summary>
    [SkipLocalsInit]
    private static UInt128 Hash(KeyedHash hash, byte source, string component, ReadOnlySpan<byte> requestId)
    {
        Span<byte> bytes = stackalloc byte[ShortBytes];
        bytes[0] = Request;
        bytes[1] = source;
        var length = 2 + Encoding.UTF8.GetBytes(component, bytes[2..]);
        bytes[length++] = 0;
        requestId.CopyTo(bytes[length..]);
        length += requestId.Length;
        bytes[length++] = 0;
        var key = hash.Hash128(bytes[..length]);
        return key == default ? UInt128.One : key;
    }

    private static UInt128 Hash(KeyedHash hash, byte kind, byte source, string component, string id, string rest)
    {
        var chars = component.Length + id.Length + rest.Length;
        return chars * MaxBytesPerChar + 4 <= ShortBytes
            ? Hash(hash, kind, source, component, id, rest, stackalloc byte[ShortBytes])
            : Hash(hash, kind, source, component, id, rest, new byte[MaxBytes]);
    }

    private static UInt128 Hash(KeyedHash hash, byte kind, byte source, string component, string id, string rest, Span<byte> bytes)
    {
        bytes[0] = kind;
        bytes[1] = source;
        var length = 2;
        length += Encoding.UTF8.GetBytes(component, bytes[length..]);
        bytes[length++] = 0;
        length += Encoding.UTF8.GetBytes(id, bytes[length..]);
        bytes[length++] = 0;
        if (rest.Length > 0)
            length += Encoding.UTF8.GetBytes(rest, bytes[length..]);
        var key = hash.Hash128(bytes[..length]);
        return key == default ? UInt128.One : key;
    }
}
