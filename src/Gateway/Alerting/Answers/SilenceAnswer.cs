using Plimsoll.Alerting.Desk;

namespace Plimsoll.Gateway.Alerting.Answers;

public sealed record SilenceList(IReadOnlyList<Silence> Silences);

/// <summary>What a caller sends to silence alerts.</summary>
/// <param name="Matchers">Labels and their values, such as <c>{"component":"support-*"}</c>; all have to fit, <c>*</c> at a value's end stands for any rest.</param>
/// <param name="CreatedBy">The caller's name where it is left out.</param>
/// <param name="StartsAt">Now where it is left out.</param>
public sealed record SilenceRequest(
    IReadOnlyDictionary<string, string>? Matchers, DateTimeOffset? EndsAt, DateTimeOffset? StartsAt = null, string? CreatedBy = null, string? Comment = null);

/// <param name="By">The caller's name where it is left out.</param>
public sealed record AcknowledgeRequest(string? By = null);

/// <param name="By">The caller's name where it is left out.</param>
public sealed record NoteRequest(string? Text, string? By = null);
