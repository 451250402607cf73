using Plimsoll.Components.Views;

namespace Plimsoll.Gateway.WebConsole.Text;

/// <summary>Why a component needs attention, in a few words.</summary>
public static class StateReason
{
    /// <summary>Null for a state that needs none.</summary>
    public static string? Of(ComponentSummary row, DateTimeOffset now) => row.State switch
    {
        ComponentState.Failing when row.ErrorRatio is { } errors => $"{Figures.Percent(errors)} of requests failed in the last 5 minutes",
        ComponentState.Failing => "Most requests fail",
        ComponentState.Silent when row.LastSeen is { } seen => $"No request for {Figures.Elapsed(now - seen)}",
        ComponentState.Silent => "No requests",
        _ => null,
    };
}
