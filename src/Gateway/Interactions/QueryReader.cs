using System.Globalization;
using System.Text;
using Plimsoll.Gateway.Hosting;
using Plimsoll.Gateway.Interactions.Search;
using Plimsoll.Gateway.Query;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Interactions;

/// <summary>Turns a query string into a query, or says which parameter is wrong.</summary>
internal sealed class QueryReader(IHashKey key, SlowThresholds thresholds, TimeProvider time)
{
    private const string SlowForms = "it may be true, false or a time such as 800ms, 5s or 2m";

    public async Task<(InteractionQuery? Query, ParameterError? Error)> ReadAsync(QueryParameters given)
    {
        var errors = new List<ParameterError>();
        var slow = ReadSlow(given.Slow, errors);
        var query = new InteractionQuery
        {
            RequestId = Text("request_id", given.RequestId, errors),
            TraceId = Hex("trace_id", given.TraceId, 32, errors),
            Session = ReadSession(given, errors),
            Component = Text("component", given.Component, errors),
            FromMs = Time("from", given.From, errors),
            ToMs = Time("to", given.To, errors),
            SlowAboveMs = slow is { } ms ? _ => ms : null,
            Failed = Flag("failed", given.Failed, errors),
            Flagged = Flag("flagged", given.Flagged, errors),
            Judged = Flag("judged", given.Judged, errors),
            Limit = ReadLimit(given, errors),
            Before = ReadCursor(given.Cursor, errors),
        };
        if (errors.Count > 0)
            return (null, errors[0]);
        return given.Slow == "true" ? await WithThresholdsAsync(query) : (query, null);
    }

    private async Task<(InteractionQuery?, ParameterError?)> WithThresholdsAsync(InteractionQuery query) =>
        await thresholds.OfAsync(query.Component) is { } known
            ? (query with { SlowAboveMs = c => known.GetValueOrDefault(c) }, null)
            : (null, ParameterError.Of("slow", "true", $"there are more than {SlowThresholds.MaxComponents} components to compare with; name one with 'component', or give a time such as 5s"));

    private ulong? ReadSession(QueryParameters given, List<ParameterError> errors)
    {
        if (Text("session", given.Session, errors) is { } id)
            return key.Hash.Hash64(Encoding.UTF8.GetBytes(id));
        return Hex("session_hash", given.SessionHash, 16, errors) is { } digits ? ulong.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture) : null;
    }

    private long? Time(string name, string? text, List<ParameterError> errors)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (TimeParameter.TryTime(text, time.GetUtcNow(), out var at))
            return at.ToUnixTimeMilliseconds();
        errors.Add(ParameterError.Of(name, text, $"it may be {TimeParameter.TimeForms}"));
        return null;
    }

    private static double? ReadSlow(string? text, List<ParameterError> errors)
    {
        if (string.IsNullOrEmpty(text) || text is "true" or "false")
            return null;
        if (text.EndsWith("ms", StringComparison.Ordinal) && int.TryParse(text[..^2], NumberStyles.None, CultureInfo.InvariantCulture, out var ms))
            return ms;
        if (TimeParameter.TryDuration(text, out var duration))
            return duration.TotalMilliseconds;
        errors.Add(ParameterError.Of("slow", text, SlowForms));
        return null;
    }

    private static int ReadLimit(QueryParameters given, List<ParameterError> errors)
    {
        var limit = string.IsNullOrEmpty(given.Limit) ? QueryParameters.DefaultLimit : given.LimitValue ?? 0;
        if (limit is < 1 or > QueryParameters.MaxLimit)
            errors.Add(ParameterError.Of("limit", given.Limit, $"it may be 1 to {QueryParameters.MaxLimit}"));
        return limit;
    }

    private static Position? ReadCursor(string? text, List<ParameterError> errors)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (Position.TryParse(text, out var position))
            return position;
        errors.Add(ParameterError.Of("cursor", text, "it is the 'next' of an answer"));
        return null;
    }

    private static bool Flag(string name, string? text, List<ParameterError> errors)
    {
        if (!string.IsNullOrEmpty(text) && text is not ("true" or "false"))
            errors.Add(ParameterError.Of(name, text, "it may be true or false"));
        return text == "true";
    }

    private static string? Text(string name, string? text, List<ParameterError> errors)
    {
        if (text?.Length > TelemetryLimits.TextChars)
            errors.Add(new ParameterError(name, null, $"Parameter '{name}' has {text.Length} characters: it may have {TelemetryLimits.TextChars}"));
        return string.IsNullOrEmpty(text) ? null : text;
    }

    private static string? Hex(string name, string? text, int digits, List<ParameterError> errors)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (text.Length != digits || !text.All(char.IsAsciiHexDigit))
            errors.Add(ParameterError.Of(name, text, $"it is {digits} hexadecimal digits"));
        return text.ToLowerInvariant();
    }
}
