using System.Text.Json;
using Plimsoll.Effects;

namespace Plimsoll.ComponentHost;

/// <summary>Logs that two judgements found an answer harmful; never its text.</summary>
internal sealed partial class HarmConfirmedExecutor(ILogger<HarmConfirmedExecutor> logger) : IEffectExecutor
{
    public string Kind => "harm_confirmed";

    public Task<EffectResult> ExecuteAsync(string component, Effect effect, CancellationToken cancellationToken)
    {
        using var json = JsonDocument.Parse(effect.Payload);
        var root = json.RootElement;
        Confirmed(component, Text(root, "request_id") ?? Text(root, "trace_id"), Text(root, "model_version"), Text(root, "evaluator"));
        return Task.FromResult<EffectResult>(new EffectResult.Done());
    }

    private static string? Text(JsonElement root, string name) => root.TryGetProperty(name, out var value) ? value.GetString() : null;

    [LoggerMessage(LogLevel.Critical, "Component {Component} gave a harmful answer: two judgements of request {Request} (model version {ModelVersion}) by {Evaluator} agree")]
    private partial void Confirmed(string component, string? request, string? modelVersion, string? evaluator);
}
