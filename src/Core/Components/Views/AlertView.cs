using Plimsoll.Alerting.Expressions;
using Plimsoll.Alerting.Rules;
using Plimsoll.Alerting.States;

namespace Plimsoll.Components.Views;

/// <summary>One alert of a component that pends, fires or recovers.</summary>
/// <param name="Since">When its condition began to hold.</param>
/// <param name="Inhibited">Whether another alert covers it.</param>
/// <param name="Evidence">What its condition saw when it held last.</param>
public sealed record AlertView(
    string Rule, AlertFamily Family, AlertState State, AlertPriority Priority, DateTimeOffset Since, bool Inhibited, bool Notifies,
    string? Summary, IReadOnlyList<Evidence> Evidence);
