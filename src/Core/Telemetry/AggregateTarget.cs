namespace Plimsoll.Telemetry;

/// <summary>What a series that its sender aggregated tells of. Values are part of the stored format.</summary>
public enum AggregateTarget : byte
{
    Requests = 0,

    /// <summary>Failed requests of one error type. They are not requests of their own: <see cref="Requests"/> counts them too.</summary>
    Errors = 1,

    /// <summary>Requests that ended for one reason. They are not requests of their own: <see cref="Requests"/> counts them too.</summary>
    FinishReason = 2,

    InputTokens = 3,
    OutputTokens = 4,
    CachedInputTokens = 5,

    /// <summary>The distribution of one measure; its count and sum count for nothing else.</summary>
    Distribution = 6,
}
