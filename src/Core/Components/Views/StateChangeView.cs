namespace Plimsoll.Components.Views;

/// <param name="Since">When the new state began: for silence, when the last request was, for a new component's activity, when the first was.</param>
/// <param name="Reason">
/// A word of a closed set: <c>requests_began</c>, <c>requests_resumed</c>, <c>requests_succeed</c>,
/// <c>under_10_percent_succeed</c>, <c>no_request_for_3m</c>, <c>no_request_for_24h</c>, <c>retired</c>.
/// </param>
public sealed record StateChangeView(DateTimeOffset Since, ComponentState From, ComponentState To, string Reason);
