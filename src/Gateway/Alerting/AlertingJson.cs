using System.Text.Json.Serialization;
using Plimsoll.Alerting.Desk;
using Plimsoll.Gateway.Alerting.Answers;

namespace Plimsoll.Gateway.Alerting;

/// <summary>Shapes of the alerting API, generated at build time.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(AlertList))]
[JsonSerializable(typeof(SilenceList))]
[JsonSerializable(typeof(Silence))]
[JsonSerializable(typeof(SilenceRequest))]
[JsonSerializable(typeof(AcknowledgeRequest))]
[JsonSerializable(typeof(NoteRequest))]
[JsonSerializable(typeof(IncidentList))]
[JsonSerializable(typeof(IncidentAnswer))]
internal sealed partial class AlertingJson : JsonSerializerContext;
