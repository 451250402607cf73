using System.Text.Json.Serialization;

namespace Plimsoll.Gateway.Judging;

/// <summary>Shapes of the answers about quality, generated at build time.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(QualityAnswer))]
[JsonSerializable(typeof(VerdictsAnswer))]
internal sealed partial class JudgingJson : JsonSerializerContext;
