using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Plimsoll.Gateway.Query;

namespace Plimsoll.Gateway.Interactions;

/// <summary>The query string of a search.</summary>
public sealed class QueryParameters
{
    public const int MaxLimit = 500;
    public const int DefaultLimit = 50;

    [FromQuery(Name = "request_id"), Description("Requests with this id.")]
    public string? RequestId { get; init; }

    [FromQuery(Name = "trace_id"), Description("Requests of this trace, 32 hexadecimal digits.")]
    public string? TraceId { get; init; }

    [FromQuery(Name = "session"), Description("Requests of the session with this id, as it was sent; the log holds its pseudonym only.")]
    public string? Session { get; init; }

    [FromQuery(Name = "session_hash"), Description("Requests of the session with this pseudonym, 16 hexadecimal digits.")]
    public string? SessionHash { get; init; }

    [FromQuery(Name = "component"), Description("Requests that this component served.")]
    public string? Component { get; init; }

    [FromQuery(Name = "from"), Description($"Requests that ended then or later: {TimeParameter.TimeForms}.")]
    public string? From { get; init; }

    [FromQuery(Name = "to"), Description($"Requests that ended then or earlier: {TimeParameter.TimeForms}.")]
    public string? To { get; init; }

    [FromQuery(Name = "slow"), Description("true: slower than the 95th percentile of their component; or slower than a time such as 800ms or 5s.")]
    public string? Slow { get; init; }

    [FromQuery(Name = "failed"), Description("true: requests with an error.")]
    public string? Failed { get; init; }

    [FromQuery(Name = "flagged"), Description("true: requests with safety flags.")]
    public string? Flagged { get; init; }

    [FromQuery(Name = "judged"), Description("true: requests that a judge scored.")]
    public string? Judged { get; init; }

    [FromQuery(Name = "limit"), Description("Most requests of an answer, 1 to 500; 50 where nothing is said.")]
    public string? Limit { get; init; }

    [FromQuery(Name = "cursor"), Description("The next of the answer before, to go on from there.")]
    public string? Cursor { get; init; }

    /// <summary>Null where nothing is said.</summary>
    public int? LimitValue => int.TryParse(Limit, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
