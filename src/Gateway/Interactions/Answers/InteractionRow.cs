using System.Globalization;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Interactions.Answers;

/// <summary>One request of the log. Latencies in milliseconds; null means that it was not reported.</summary>
public sealed record InteractionRow
{
    /// <summary>Where it stands in the log; addresses it as long as the log holds it.</summary>
    public required string Position { get; init; }

    public string? RequestId { get; init; }
    public string? TraceId { get; init; }
    public string? SpanId { get; init; }
    public required string Component { get; init; }

    /// <summary>End of the request.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>When the gateway took it.</summary>
    public required DateTimeOffset Received { get; init; }

    /// <summary>records, spans, metrics, scrape or cloudwatch.</summary>
    public required string Source { get; init; }

    public string? Endpoint { get; init; }
    public string? Tenant { get; init; }
    public string? Model { get; init; }
    public string? ModelVersion { get; init; }
    public string? PromptVersion { get; init; }
    public string? Variant { get; init; }
    public string? Copy { get; init; }
    public long? InputTokens { get; init; }
    public long? OutputTokens { get; init; }
    public long? CachedInputTokens { get; init; }
    public double? TtftMs { get; init; }
    public double? TpotMs { get; init; }
    public double? TotalLatencyMs { get; init; }
    public double? QueueMs { get; init; }
    public double? PrefillMs { get; init; }
    public double? DecodeMs { get; init; }
    public IReadOnlyList<Stage> Stages { get; init; } = [];
    public string? FinishReason { get; init; }
    public string? ErrorType { get; init; }
    public string? PromptClass { get; init; }

    /// <summary>Pseudonym of the session, 16 hexadecimal digits; takes the place of its id everywhere.</summary>
    public string? SessionHash { get; init; }

    /// <summary>Pseudonym of the user, 16 hexadecimal digits.</summary>
    public string? UserHash { get; init; }

    public int? PromptChars { get; init; }
    public int? ResponseChars { get; init; }

    /// <summary>Whether the response declined the task; null where nobody looked.</summary>
    public bool? Refused { get; init; }

    /// <summary>Whether the response has the form that was asked for; null where none was.</summary>
    public bool? FormatOk { get; init; }

    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Scores that clients sent.</summary>
    public IReadOnlyList<ClientScore> Scores { get; init; } = [];

    public IReadOnlyList<string> SafetyFlags { get; init; } = [];

    internal static InteractionRow Of(Interaction interaction)
    {
        var record = interaction.Record;
        return new InteractionRow
        {
            Position = interaction.Position.ToString(),
            RequestId = record.RequestId,
            TraceId = record.TraceId,
            SpanId = record.SpanId,
            Component = record.Component,
            Timestamp = DateTimeOffset.FromUnixTimeMilliseconds(record.TimestampMs),
            Received = DateTimeOffset.FromUnixTimeMilliseconds(interaction.ReceivedMs),
            Source = record.Source.ToString().ToLowerInvariant(),
            Endpoint = record.Endpoint,
            Tenant = record.Tenant,
            Model = record.Model,
            ModelVersion = record.ModelVersion,
            PromptVersion = record.PromptVersion,
            Variant = record.Variant,
            Copy = record.Copy,
            InputTokens = record.InputTokens,
            OutputTokens = record.OutputTokens,
            CachedInputTokens = record.CachedInputTokens,
            TtftMs = record.TtftMs,
            TpotMs = record.TpotMs,
            TotalLatencyMs = record.TotalLatencyMs,
            QueueMs = record.QueueMs,
            PrefillMs = record.PrefillMs,
            DecodeMs = record.DecodeMs,
            Stages = record.Stages,
            FinishReason = record.FinishReason,
            ErrorType = record.ErrorType,
            PromptClass = record.PromptClass,
            SessionHash = Pseudonym(record.SessionHash),
            UserHash = Pseudonym(record.UserHash),
            PromptChars = record.PromptChars,
            ResponseChars = record.ResponseChars,
            Refused = record.Refused,
            FormatOk = record.FormatOk,
            Labels = record.Labels.DistinctBy(l => l.Key).ToDictionary(l => l.Key, l => l.Value),
            Scores = record.Scores,
            SafetyFlags = record.SafetyFlags,
        };
    }

    private static string? Pseudonym(ulong? hash) => hash?.ToString("x16", CultureInfo.InvariantCulture);
}
