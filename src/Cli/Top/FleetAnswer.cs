namespace Plimsoll.Cli.Top;

/// <summary>What <c>/api/v1/components</c> answers, as far as the table shows it.</summary>
internal sealed record FleetAnswer(IReadOnlyList<FleetRow> Components);

internal sealed record FleetRow(
    string Component, string State, double RequestsPerSecond, double? ErrorRatio, double? TtftP95Ms, double OutputTokensPerSecond,
    double? GpuUtilizationRatio, double? CapacityUsedRatio, double? CostPerHour);
