using System.Text.Json.Serialization;
using Plimsoll.Components.Views;

namespace Plimsoll.Gateway.Query.Answers;

/// <summary>Dollars from configured prices: totals over the last 24 hours, per hour at the present rate.</summary>
public sealed record CostAnswer
{
    public double PerHour { get; init; }

    [JsonPropertyName("total_24h")]
    public double Total24h { get; init; }

    public double? PerMillionTokens { get; init; }
    public double? PerSuccessfulRequest { get; init; }
    public double? IdleGpuPerHour { get; init; }

    public static CostAnswer Of(CostView view) => new()
    {
        PerHour = view.PerHour,
        Total24h = view.Total24h,
        PerMillionTokens = view.PerMillionTokens,
        PerSuccessfulRequest = view.PerSuccessfulRequest,
        IdleGpuPerHour = view.IdleGpuPerHour,
    };
}
