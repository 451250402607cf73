using System.Text.Json.Serialization;
using Plimsoll.Components.Views;

namespace Plimsoll.Gateway.Query.Answers;

/// <summary>Users and sessions. Distinct users are estimates, error about 2%.</summary>
public sealed record UsageAnswer
{
    [JsonPropertyName("distinct_users_1h")]
    public long? DistinctUsers1h { get; init; }

    [JsonPropertyName("distinct_users_24h")]
    public long? DistinctUsers24h { get; init; }

    [JsonPropertyName("sessions_1h")]
    public long? Sessions1h { get; init; }

    public double? MeanSessionMs { get; init; }
    public double? MeanRequestsPerSession { get; init; }

    public static UsageAnswer Of(UsageView view) => new()
    {
        DistinctUsers1h = view.DistinctUsers1h,
        DistinctUsers24h = view.DistinctUsers24h,
        Sessions1h = view.Sessions1h,
        MeanSessionMs = view.MeanSessionMs,
        MeanRequestsPerSession = view.MeanRequestsPerSession,
    };
}
