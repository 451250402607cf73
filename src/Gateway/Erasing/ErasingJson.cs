using System.Text.Json.Serialization;

namespace Plimsoll.Gateway.Erasing;

/// <summary>Shapes of erasures, generated at build time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ErasureQuestion))]
[JsonSerializable(typeof(ErasureAnswer))]
internal sealed partial class ErasingJson : JsonSerializerContext;
