using System.Text.Json.Serialization;
using Plimsoll.Components.Views;

namespace Plimsoll.Gateway.Query.Answers;

/// <summary>One component at a glance. Rates and quantiles are over the last five minutes; null means no data.</summary>
public record ComponentRow
{
    [JsonPropertyOrder(-1)]
    public required string Component { get; init; }

    public string? Endpoint { get; init; }
    public string? Model { get; init; }
    public string? ModelVersion { get; init; }

    /// <summary>idle, active, silent or failing.</summary>
    public required string State { get; init; }

    /// <summary>When that state began, where the change was seen.</summary>
    public DateTimeOffset? StateSince { get; init; }

    public DateTimeOffset? LastSeen { get; init; }
    public double RequestsPerSecond { get; init; }
    public double? ErrorRatio { get; init; }
    public double? TtftP95Ms { get; init; }
    public double? TotalP95Ms { get; init; }
    public double OutputTokensPerSecond { get; init; }
    public double? GpuUtilizationRatio { get; init; }
    public int? GpusUsed { get; init; }

    /// <summary>Throughput against the configured capacity, 1 for all of it.</summary>
    public double? CapacityUsedRatio { get; init; }

    public double? CostPerHour { get; init; }

    /// <summary>Requests of each of the last 60 whole minutes, oldest first.</summary>
    public IReadOnlyList<long> RequestsByMinute { get; init; } = [];

    public static ComponentRow Of(ComponentSummary summary) => new()
    {
        Component = summary.Component,
        Endpoint = summary.Endpoint,
        Model = summary.Model,
        ModelVersion = summary.ModelVersion,
        State = Wire.Name(summary.State),
        StateSince = summary.StateSince,
        LastSeen = summary.LastSeen,
        RequestsPerSecond = summary.RequestsPerSecond,
        ErrorRatio = summary.ErrorRatio,
        TtftP95Ms = summary.TtftP95Ms,
        TotalP95Ms = summary.TotalP95Ms,
        OutputTokensPerSecond = summary.OutputTokensPerSecond,
        GpuUtilizationRatio = summary.GpuUtilizationRatio,
        GpusUsed = summary.GpusUsed,
        CapacityUsedRatio = summary.CapacityUsedRatio,
        CostPerHour = summary.CostPerHour,
        RequestsByMinute = summary.RequestsByMinute,
    };
}

/// <summary>Every known component, by name.</summary>
public sealed record ComponentList(IReadOnlyList<ComponentRow> Components);
