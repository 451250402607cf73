using System.Text.Json.Serialization;
using Plimsoll.Components.Views;
using Plimsoll.Gateway.Query.Answers;

namespace Plimsoll.Gateway.Query;

/// <summary>Shapes of the query API's answers, generated at build time.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ComponentList))]
[JsonSerializable(typeof(ComponentDetail))]
[JsonSerializable(typeof(DriftView))]
[JsonSerializable(typeof(SeriesAnswer))]
[JsonSerializable(typeof(SeriesListAnswer))]
[JsonSerializable(typeof(FleetAnswer))]
internal sealed partial class QueryJson : JsonSerializerContext;
