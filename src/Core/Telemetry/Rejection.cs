namespace Plimsoll.Telemetry;

/// <summary>
/// Why one record was not accepted. <paramref name="Code"/> is a short stable word (a metric label);
/// <paramref name="Message"/> names the field and the value.
/// </summary>
public sealed record Rejection(string Code, string Field, string Message);
