using System.Text.Json;
using System.Text.Json.Serialization;
using Plimsoll.Comparison.Rollout;
using Plimsoll.Components.History;
using Plimsoll.Effects;

namespace Plimsoll.Components.Rollouts;

/// <summary>Tells whoever shares out the traffic that a new version is to have none.</summary>
public static class Rollback
{
    public const string Kind = "rollback";

    internal static Effect ToEffect(string component, RolloutSettings settings, RolloutDecision.RollBack decision, long nowMs) => new(
        decision.EffectId, Kind, EffectPriority.P0, nowMs, JsonSerializer.SerializeToUtf8Bytes(
            new RollbackPayload(decision.EffectId, component, settings.By, settings.Baseline, settings.Candidate, decision.Reason, Clock.Time(nowMs)),
            RollbackJson.Default.RollbackPayload));
}

/// <param name="Id">The same whenever this rollback is told, so that a receiver acts once.</param>
/// <param name="By">model_version or variant.</param>
/// <param name="Reason">Such as guardrail:errors, p0 or no_verdict.</param>
internal sealed record RollbackPayload(string Id, string Component, string By, string Baseline, string Candidate, string Reason, DateTimeOffset At);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(RollbackPayload))]
internal sealed partial class RollbackJson : JsonSerializerContext;
