using System.Text.Json.Serialization;
using Plimsoll.Gateway.Interactions.Answers;
using Plimsoll.Gateway.Interactions.Texts;

namespace Plimsoll.Gateway.Interactions;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(InteractionList))]
[JsonSerializable(typeof(InteractionDetail))]
[JsonSerializable(typeof(TextList))]
internal sealed partial class InteractionsJson : JsonSerializerContext;
