using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Interactions;

/// <summary>One request of the log.</summary>
/// <param name="ReceivedMs">When the gateway took it, Unix milliseconds.</param>
internal sealed record Interaction(Position Position, long ReceivedMs, InferenceRecord Record);
