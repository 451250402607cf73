namespace Plimsoll.Components.Views;

/// <summary>How a component stands, judged from its own traffic.</summary>
public enum ComponentState
{
    /// <summary>No request within the resident history.</summary>
    Idle,

    /// <summary>Requests arrive and succeed.</summary>
    Active,

    /// <summary>At least 1 request/s before, and none for 3 minutes of which something is known.</summary>
    Silent,

    /// <summary>Success under 10% over 2 minutes with at least 20 requests.</summary>
    Failing,
}

/// <summary>One row of the fleet. Rates and quantiles are over the last five minutes; null means no data, never 0.</summary>
public sealed record ComponentSummary
{
    public required string Component { get; init; }
    public string? Endpoint { get; init; }
    public string? Model { get; init; }
    public string? ModelVersion { get; init; }
    public required ComponentState State { get; init; }

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

    /// <summary>Throughput against the configured capacity, 1 for all of it; null where none is configured.</summary>
    public double? CapacityUsedRatio { get; init; }

    public double? CostPerHour { get; init; }

    /// <summary>Requests of each of the last 60 whole minutes, oldest first.</summary>
    public IReadOnlyList<long> RequestsByMinute { get; init; } = [];

    /// <summary>The last changes of state, newest first, at most 12; <see cref="ComponentView.StateChanges"/> has more.</summary>
    public IReadOnlyList<StateChangeView> StateChanges { get; init; } = [];
}
