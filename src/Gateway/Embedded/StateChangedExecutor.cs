using System.Text.Json;
using Plimsoll.Effects;

namespace Plimsoll.Gateway.Embedded;

/// <summary>Logs a change of component state and shows it on the console.</summary>
internal sealed partial class StateChangedExecutor(RecentStateChanges recent, ILogger<StateChangedExecutor> logger) : IEffectExecutor
{
    public string Kind => "state_changed";

    public Task<EffectResult> ExecuteAsync(string component, Effect effect, CancellationToken cancellationToken)
    {
        if (Parse(component, effect) is not { } change)
            return Task.FromResult<EffectResult>(new EffectResult.GivenUp("unreadable_payload"));
        recent.Add(change);
        StateChanged(effect.Priority < EffectPriority.P3 ? LogLevel.Warning : LogLevel.Information, component, change.From, change.To, change.Since);
        return Task.FromResult<EffectResult>(new EffectResult.Done());
    }

    private static StateChange? Parse(string component, Effect effect)
    {
        try
        {
            using var json = JsonDocument.Parse(effect.Payload);
            var root = json.RootElement;
            return new StateChange(component, Text(root, "from"), Text(root, "to"), root.GetProperty("since").GetDateTimeOffset());
        }
        catch (Exception unreadable) when (unreadable is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static string Text(JsonElement root, string name) => root.GetProperty(name).GetString() ?? "";

    [LoggerMessage("Component {Component} went from {From} to {To} at {Since:O}")]
    private partial void StateChanged(LogLevel level, string component, string from, string to, DateTimeOffset since);
}
