using System.Text.Json;
using System.Text.Json.Serialization;
using Plimsoll.Components.History;
using Plimsoll.Effects;
using Plimsoll.Quality.Queue;

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
        return new(IdOf(component, request), Kind, EffectPriority.P0, nowMs,
            JsonSerializer.SerializeToUtf8Bytes(payload, HarmConfirmedJson.Default.HarmConfirmedPayload));
    }

    /// <summary>What was confirmed stays to be told when nobody may be told any more of which request.</summary>
    public static void Rename(ComponentData data, VerdictRecord before, VerdictRecord after)
    {
        var id = IdOf(data.Name, before.Request);
        if (data.Outbox.Pending.FirstOrDefault(e => e.Id == id) is not { } effect)
            return;
        var payload = JsonSerializer.Deserialize(effect.Payload.Span, HarmConfirmedJson.Default.HarmConfirmedPayload)!;
        data.Outbox.Remove(id);
        data.Outbox.Add(effect with
        {
            Id = IdOf(data.Name, after.Request),
            Payload = JsonSerializer.SerializeToUtf8Bytes(payload with { RequestId = null, TraceId = null }, HarmConfirmedJson.Default.HarmConfirmedPayload),
        });
    }

    private static string IdOf(string component, JudgeRequest request) => $"{Kind}/{component}/{request.RequestHash:x16}";
}

/// <param name="Scores">By dimension, of the second judgement.</param>
/// <param name="At">End of the request.</param>
internal sealed record HarmConfirmedPayload(
    string Component, string? RequestId, string? TraceId, string ModelVersion, string Evaluator, IReadOnlyDictionary<string, double> Scores, DateTimeOffset At);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(HarmConfirmedPayload))]
internal sealed partial class HarmConfirmedJson : JsonSerializerContext;
