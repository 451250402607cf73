using System.Text.Json;
using Plimsoll.Effects;

namespace Plimsoll.ComponentHost;

/// <summary>Logs a change of component state.</summary>
internal sealed partial class StateChangedExecutor(ILogger<StateChangedExecutor> logger) : IEffectExecutor
{
    public string Kind => "state_changed";

    public Task<EffectResult> ExecuteAsync(string component, Effect effect, CancellationToken cancellationToken)
    {
        if (Parse(effect) is not { } change)
            return Task.FromResult<EffectResult>(new EffectResult.GivenUp("unreadable_payload"));
        StateChanged(effect.Priority < EffectPriority.P3 ? LogLevel.Warning : LogLevel.Information, component, change.From, change.To, change.Since, change.Reason);
        return Task.FromResult<EffectResult>(new EffectResult.Done());
    }

    private static Change? Parse(Effect effect)
    {
        try
        {
            using var json = JsonDocument.Parse(effect.Payload);
            var root = json.RootElement;
            return new Change(Text(root, "from"), Text(root, "to"), Text(root, "reason"), root.GetProperty("since").GetDateTimeOffset());
        }
        catch (Exception unreadable) when (unreadable is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static string Text(JsonElement root, string name) => root.GetProperty(name).GetString() ?? "";

    [LoggerMessage("Component {Component} went from {From} to {To} at {Since:O}: {Reason}")]
    private partial void StateChanged(LogLevel level, string component, string from, string to, DateTimeOffset since, string reason);

    private sealed record Change(string From, string To, string Reason, DateTimeOffset Since);
}
