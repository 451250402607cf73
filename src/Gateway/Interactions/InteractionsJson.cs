using System.Text.Json.Serialization;
using Plimsoll.Gateway.Interactions.Answers;

namespace Plimsoll.Gateway.Interactions;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(InteractionList))]
[JsonSerializable(typeof(InteractionDetail))]
internal sealed partial class InteractionsJson : JsonSerializerContext;
