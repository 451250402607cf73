using System.Text.Json.Serialization;
using Plimsoll.Gateway.Judging.Annotating;

namespace Plimsoll.Gateway.Judging;

/// <summary>Shapes of the answers about quality, generated at build time.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(QualityAnswer))]
[JsonSerializable(typeof(VerdictsAnswer))]
[JsonSerializable(typeof(IReadOnlyList<AnnotationRow>))]
[JsonSerializable(typeof(AnnotationAnswer))]
internal sealed partial class JudgingJson : JsonSerializerContext;
