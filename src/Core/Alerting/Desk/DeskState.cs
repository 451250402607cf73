using System.Text.Json.Serialization;

namespace Plimsoll.Alerting.Desk;

/// <summary>Everything that a desk remembers, as it is stored.</summary>
public sealed record DeskState
{
    public const int PresentFormat = 1;

    public int Format { get; init; } = PresentFormat;
    public IReadOnlyList<DeskAlert> Alerts { get; init; } = [];
    public IReadOnlyList<Silence> Silences { get; init; } = [];
    public IReadOnlyList<Incident> Incidents { get; init; } = [];
    public IReadOnlyList<ChannelLog> Logs { get; init; } = [];
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(DeskState))]
public sealed partial class DeskJson : JsonSerializerContext;
