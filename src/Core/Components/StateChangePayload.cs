using System.Text.Json.Serialization;

namespace Plimsoll.Components;

/// <param name="Since">When the new state began.</param>
internal sealed record StateChangePayload(string Component, string From, string To, string Reason, DateTimeOffset Since);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(StateChangePayload))]
internal sealed partial class StateChangeJson : JsonSerializerContext;
