using System.Security.Cryptography;
using Plimsoll.Alerting.Desk;
using Plimsoll.Gateway.Alerting.Answers;
using Plimsoll.Gateway.Query;

namespace Plimsoll.Gateway.Alerting;

/// <summary>What a silence has to have.</summary>
internal static class SilenceRules
{
    private const int MostMatchers = 16;
    private const int MostChars = 256;
    private const int MostComment = 1_000;
    private const int IdBytes = 8;
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(365);

    /// <summary>A silence, or what is wrong with the request.</summary>
    public static (Silence? Silence, ParameterError? Error) Check(SilenceRequest request, string caller, DateTimeOffset now)
    {
        var starts = request.StartsAt is { } given && given > now ? given : now;
        var error = Matchers(request.Matchers)
            ?? (request.EndsAt is { } end && end > starts && end <= starts + s_longest
                ? null
                : ParameterError.Of("ends_at", request.EndsAt?.ToString("O"), $"a time after the start, at most {s_longest.TotalDays} days later"))
            ?? Length("comment", request.Comment, MostComment)
            ?? Length("created_by", request.CreatedBy, MostChars);
        return error is not null
            ? (null, error)
            : (new(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes)), request.Matchers!, request.CreatedBy ?? caller, request.Comment ?? "", starts, request.EndsAt!.Value), null);
    }

    /// <summary>Null where it is short enough.</summary>
    public static ParameterError? Length(string name, string? text, int most) =>
        text?.Length > most ? new(name, null, $"Parameter '{name}' has {text.Length} characters; it may have {most}") : null;

    private static ParameterError? Matchers(IReadOnlyDictionary<string, string>? matchers)
    {
        if (matchers is null || matchers.Count is 0 or > MostMatchers)
            return new("matchers", null, $"Parameter 'matchers' has {matchers?.Count ?? 0} labels; it may have 1 to {MostMatchers}, such as {{\"component\":\"support-chat\"}}");
        return matchers.Any(m => m.Key.Length is 0 or > MostChars || m.Value is null or { Length: 0 or > MostChars })
            ? new("matchers", null, $"Parameter 'matchers' has a label or a value that is empty or longer than {MostChars} characters")
            : null;
    }
}
