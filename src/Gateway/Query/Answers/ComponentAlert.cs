using System.Text.Json;
using Plimsoll.Alerting.Expressions;
using Plimsoll.Components.Views;

namespace Plimsoll.Gateway.Query.Answers;

/// <param name="Family">For example latency, errors, quality or drift.</param>
/// <param name="State">pending, firing or recovering.</param>
/// <param name="Priority">P0 to P3.</param>
/// <param name="Since">When its condition began to hold.</param>
/// <param name="Inhibited">Whether another alert covers it.</param>
/// <param name="Evidence">What its condition saw when it held last.</param>
public sealed record ComponentAlert(
    string Rule, string Family, string State, string Priority, DateTimeOffset Since, bool Inhibited, bool Notifies, string? Summary, IReadOnlyList<Evidence> Evidence)
{
    public static ComponentAlert Of(AlertView alert) => new(
        alert.Rule, Name(alert.Family), Name(alert.State), alert.Priority.ToString(), alert.Since, alert.Inhibited, alert.Notifies, alert.Summary, alert.Evidence);

    private static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
