using Plimsoll.Components.Views;

namespace Plimsoll.Gateway.Query.Answers;

/// <param name="Since">When the new state began.</param>
/// <param name="From">idle, active, silent or failing.</param>
/// <param name="To">Likewise.</param>
/// <param name="Reason">requests_began, requests_resumed, requests_succeed, under_10_percent_succeed, no_request_for_3m, no_request_for_24h or retired.</param>
public sealed record StateChangeAnswer(DateTimeOffset Since, string From, string To, string Reason)
{
    public static StateChangeAnswer Of(StateChangeView change) => new(change.Since, Wire.Name(change.From), Wire.Name(change.To), change.Reason);
}
