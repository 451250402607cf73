using Plimsoll.Alerting.Rules;

namespace Plimsoll.Alerting.States;

/// <summary>What a tick sees of an alert's condition.</summary>
/// <param name="Condition">Null: not known.</param>
/// <param name="Priority">Of the most urgent level that holds.</param>
/// <param name="Inhibited">Whether another alert covers this one now.</param>
public readonly record struct AlertReading(bool? Condition, AlertPriority Priority, bool Inhibited = false);
