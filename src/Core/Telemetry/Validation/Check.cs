using System.Buffers;
using System.Globalization;
using System.Text;

namespace Plimsoll.Telemetry.Validation;

/// <summary>Single rules. Each returns null for a good value, and otherwise says which field holds which value.</summary>
internal static class Check
{
    private const int ShownChars = 64;

    public static Rejection? Required(string? text, string field, int maxChars = TelemetryLimits.TextChars) =>
        Present(text, field) ?? Text(text, field, maxChars);

    public static Rejection? Present(string? text, string field) =>
        string.IsNullOrEmpty(text) ? new Rejection("missing", field, $"{field} is missing or empty") : null;

    public static Rejection? Text(string? text, string field, int maxChars = TelemetryLimits.TextChars)
    {
        if (text is null || (text.Length <= maxChars && text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0))
            return null;
        return Unusual(text, field, maxChars);
    }

    public static Rejection? Timestamp(long ms)
    {
        if (ms is >= TelemetryLimits.EarliestMs and <= TelemetryLimits.LatestMs)
            return null;
        if (ms == 0)
            return new Rejection("missing", "timestamp", "timestamp is missing (or 0)");
        var hint = ms is > TelemetryLimits.EarliestMs / 1000 and < TelemetryLimits.LatestMs / 1000 ? "; it looks like seconds" : "";
        return new Rejection("bad_timestamp", "timestamp",
            $"timestamp {Show(ms)} ms since 1970 is outside the years 2000 to 2099{hint}");
    }

    public static Rejection? Count(long? value, string field) =>
        value is null or (>= 0 and <= TelemetryLimits.Count) ? null
        : OutOfRange(field, Show(value.Value), $"0 and {TelemetryLimits.Count}");

    /// <summary>A length or a number of a vocabulary: any <see cref="int"/> from 0.</summary>
    public static Rejection? Length(int? value, string field) =>
        value is null or >= 0 ? null : OutOfRange(field, Show(value.Value), $"0 and {int.MaxValue}");

    public static Rejection? Latency(double? ms, string field) => Range(ms, field, 0, TelemetryLimits.LatencyMs);

    public static Rejection? Ratio(double? ratio, string field) =>
        Range(ratio, field, 0, 1) is not { } rejection ? null
        : ratio is > 1 and <= 100 ? rejection with { Message = rejection.Message + "; it looks like a percentage" }
        : rejection;

    public static Rejection? Range(double? value, string field, double lowest, double highest)
    {
        if (value is not { } number || (number >= lowest && number <= highest))
            return null;
        return Finite(number, field) ?? OutOfRange(field, Show(number), $"{Show(lowest)} and {Show(highest)}");
    }

    public static Rejection? Finite(double value, string field) =>
        double.IsFinite(value) ? null : new Rejection("not_finite", field, $"{field} {Show(value)} is not a finite number");

    public static Rejection? AtMost(int count, int limit, string field) =>
        count <= limit ? null : new Rejection("too_many", field, $"{field} has {count} entries; at most {limit} are taken");

    /// <summary>Of two readings that are known, the first is a part of the second.</summary>
    public static Rejection? NotAbove(double? part, string field, double? whole, string wholeField) =>
        part > whole ? new("out_of_range", field, $"{field} {Show(part.Value)} is above {wholeField} {Show(whole.Value)}") : null;

    public static Rejection? Measured(bool measured, string needed) =>
        measured ? null : new Rejection("no_measurement", "record", $"there is no measurement; one is needed: {needed}");

    /// <summary>Numbers and texts in messages do not depend on the machine's culture.</summary>
    public static string Show(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>The value in quotes, cut to 64 characters, with whatever is not printable replaced.</summary>
    public static string Show(string text)
    {
        var shown = new StringBuilder(ShownChars + 8).Append('\'');
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, ShownChars)))
            shown.Append(char.IsControl(c) || char.IsSurrogate(c) ? '?' : c);
        return shown.Append(text.Length > ShownChars ? "…'" : "'").ToString();
    }

    private static string Show(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static Rejection OutOfRange(string field, string value, string bounds) =>
        new("out_of_range", field, $"{field} {value} is not between {bounds}");

    /// <summary>The rules for a text that is long, or not all plain ASCII.</summary>
    private static Rejection? Unusual(string text, string field, int maxChars)
    {
        if (text.Length > maxChars)
            return new Rejection("too_long", field, $"{field} {Show(text)} has {text.Length} characters; at most {maxChars} are taken");
        for (var rest = text.AsSpan(); rest.Length > 0;)
        {
            var status = Rune.DecodeFromUtf16(rest, out var rune, out var consumed);
            if (status != OperationStatus.Done || Rune.IsControl(rune))
                return new Rejection("bad_text", field, $"{field} {Show(text)} holds a control character or half a surrogate pair");
            rest = rest[consumed..];
        }
        return null;
    }
}
