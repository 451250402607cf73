namespace Plimsoll.Gateway.WebConsole.Text;

/// <summary>Why a state changed, in words.</summary>
public static class StateChangeWords
{
    /// <param name="reason">A reason of <see cref="Plimsoll.Components.Views.StateChangeView"/>.</param>
    public static string Of(string reason) => reason switch
    {
        "requests_began" => "requests began",
        "requests_resumed" => "requests came again",
        "requests_succeed" => "requests succeed again",
        "under_10_percent_succeed" => "under 10% of requests succeeded over 2 minutes",
        "no_request_for_3m" => "no request for 3 minutes",
        "no_request_for_24h" => "no request for 24 hours",
        "retired" => "deleted or scaled to zero on purpose",
        _ => reason,
    };
}
