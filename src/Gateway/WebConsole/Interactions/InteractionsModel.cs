using Plimsoll.Gateway.Interactions;
using Plimsoll.Gateway.Interactions.Answers;

namespace Plimsoll.Gateway.WebConsole.Interactions;

/// <summary>What the list of requests shows.</summary>
/// <param name="Problem">Why there is no list: a wrong condition, or a log that cannot be read now; null when there is one.</param>
public sealed record InteractionsModel(
    QueryParameters Given, IReadOnlyList<string> Components, InteractionList? List, string? Problem)
{
    /// <summary>The next older page; null when everything was looked at.</summary>
    public string? Older => List?.Next is { } next ? Address(next) : null;

    /// <summary>The first page again; null when this is it.</summary>
    public string? Newest => string.IsNullOrEmpty(Given.Cursor) ? null : Address(cursor: null);

    public bool IsFiltered => InteractionAddress.With(Conditions(null)) != InteractionAddress.List;

    private string Address(string? cursor) => InteractionAddress.With(Conditions(cursor));

    private (string, string?)[] Conditions(string? cursor) =>
    [
        ("component", Given.Component), ("request_id", Given.RequestId), ("trace_id", Given.TraceId), ("session", Given.Session),
        ("session_hash", Given.SessionHash), ("from", Given.From), ("to", Given.To), ("slow", Given.Slow), ("failed", Given.Failed),
        ("flagged", Given.Flagged), ("judged", Given.Judged), ("limit", Given.Limit), ("cursor", cursor),
    ];
}
