using System.Text.Json.Serialization;
using Plimsoll.Alerting.Expressions;
using Plimsoll.Alerting.Rules;
using Plimsoll.Alerting.States;

namespace Plimsoll.Alerting.Notices;

/// <summary>What a component tells the alert desk of one alert: everything that a notification says of it.</summary>
public sealed record AlertNotice
{
    /// <summary>The kind of the effect that carries it.</summary>
    public const string Kind = "alert";

    /// <summary>The same for the same trouble; see <see cref="DedupKey"/>.</summary>
    public required string Key { get; init; }

    public required string Component { get; init; }
    public string? Model { get; init; }
    public string? ModelVersion { get; init; }
    public required string Rule { get; init; }
    public required AlertFamily Family { get; init; }
    public required AlertEventKind Event { get; init; }
    public required AlertMute Mute { get; init; }
    public required AlertPriority Priority { get; init; }

    /// <summary>Whether it fires or recovers after the event.</summary>
    public required bool Active { get; init; }

    /// <summary>When the condition began to hold.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>When the event was. Events of one key come in the order of their times.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Whether the rule tells channels.</summary>
    public bool Notify { get; init; }

    public string? Summary { get; init; }
    public string? RunbookUrl { get; init; }
    /// <summary>What to do, in order.</summary>
    public IReadOnlyList<string> RunbookSteps
    {
        get;
        // Null in what an earlier build saved.
        init => field = value ?? [];
    } = [];

    public IReadOnlyList<string> Channels { get; init; } = [];
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();
    public IReadOnlyList<Evidence> Evidence { get; init; } = [];
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(AlertNotice))]
public sealed partial class AlertNoticeJson : JsonSerializerContext;
