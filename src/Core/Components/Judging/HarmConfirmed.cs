using System.Text.Json;
using System.Text.Json.Serialization;
using Plimsoll.Components.History;
using Plimsoll.Effects;

namespace Plimsoll.Components.Judging;

/// <summary>Tells the world that two judgements of one answer found it harmful.</summary>
internal static class HarmConfirmed
{
    public const string Kind = "harm_confirmed";

    /// <param name="second">The judgement that confirmed.</param>
    public static Effect ToEffect(string component, VerdictRecord second, long nowMs)
    {
        var request = second.Request;
        var scores = second.Label.Dimensions.Zip(second.Scores).Where(s => s.Second is not null).ToDictionary(s => s.First, s => s.Second!.Value);
        var payload = new HarmConfirmedPayload(
            component, request.Origin.RequestId, request.Origin.TraceId, request.ModelVersion, second.Label.Evaluator, scores, Clock.Time(request.CreatedMs));
        return new($"{Kind}/{component}/{request.RequestHash:x16}", Kind, EffectPriority.P0, nowMs,
            JsonSerializer.SerializeToUtf8Bytes(payload, HarmConfirmedJson.Default.HarmConfirmedPayload));
    }
}

/// <param name="Scores">By dimension, of the second judgement.</param>
/// <param name="At">End of the request.</param>
internal sealed record HarmConfirmedPayload(
    string Component, string? RequestId, string? TraceId, string ModelVersion, string Evaluator, IReadOnlyDictionary<string, double> Scores, DateTimeOffset At);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(HarmConfirmedPayload))]
internal sealed partial class HarmConfirmedJson : JsonSerializerContext;
