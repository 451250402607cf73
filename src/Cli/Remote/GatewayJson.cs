using System.Text.Json.Serialization;
using Plimsoll.Cli.Baselines;
using Plimsoll.Cli.Comparing;
using Plimsoll.Cli.Erasing;
using Plimsoll.Cli.Interactions;
using Plimsoll.Cli.Rules;
using Plimsoll.Cli.Top;

namespace Plimsoll.Cli.Remote;

/// <summary>Shapes of the answers that commands read; fields that they do not name are passed over.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(FleetAnswer))]
[JsonSerializable(typeof(InteractionsPage))]
[JsonSerializable(typeof(ComparisonAnswer))]
[JsonSerializable(typeof(SeriesHistory))]
[JsonSerializable(typeof(ErasureQuestion))]
[JsonSerializable(typeof(ErasureAnswer))]
[JsonSerializable(typeof(BaselineWish))]
internal sealed partial class GatewayJson : JsonSerializerContext;
