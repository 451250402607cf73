using System.Globalization;
using Plimsoll.Quality.Queue;

namespace Plimsoll.Integrations.Tests.Judges;

internal static class OutcomeText
{
    public static string Of(JudgeOutcome outcome) => outcome switch
    {
        JudgeOutcome.Throttled { RetryAfter: { } wait } => string.Create(CultureInfo.InvariantCulture, $"throttled {wait.TotalSeconds:0}"),
        JudgeOutcome.Throttled => "throttled",
        JudgeOutcome.QuotaSpent(var until) => $"quota {DateTimeOffset.FromUnixTimeMilliseconds(until).UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}",
        JudgeOutcome.Unavailable(var reason) => $"unavailable {reason}",
        JudgeOutcome.Rejected(var reason) => $"rejected {reason}",
        JudgeOutcome.Malformed => "malformed",
        _ => outcome.ToString(),
    };
}
