namespace Plimsoll.Integrations.Aws.Wire;

/// <summary>What a call came to, after its retries.</summary>
/// <param name="Latency">Of the last attempt.</param>
internal abstract record AwsResult<T>(TimeSpan Latency)
{
    public sealed record Done(T Value, TimeSpan Latency) : AwsResult<T>(Latency);

    public sealed record Failed(AwsFailure Failure, TimeSpan Latency) : AwsResult<T>(Latency);

    /// <param name="read">Null for an answer that is none.</param>
    public AwsResult<TOther> Read<TOther>(Func<T, TOther?> read)
        where TOther : class => this switch
        {
            Done done when read(done.Value) is { } value => new AwsResult<TOther>.Done(value, Latency),
            Failed failed => new AwsResult<TOther>.Failed(failed.Failure, Latency),
            _ => new AwsResult<TOther>.Failed(new(AwsFailure.Unreadable, 200), Latency),
        };
}

/// <summary>Why a call failed.</summary>
/// <param name="Code">The service's own, such as <c>AccessDeniedException</c>, or one of the names below; a metric's label.</param>
/// <param name="Status">Of HTTP; 0 where none came.</param>
internal sealed record AwsFailure(string Code, int Status)
{
    /// <summary>An answer that is not what the service gives.</summary>
    public const string Unreadable = "unreadable_answer";

    /// <summary>Longer than a bound.</summary>
    public const string TooLong = "answer_too_long";

    /// <summary>No credentials were found, or they could not be had.</summary>
    public const string NoCredentials = "no_credentials";

    /// <summary>As the service asked; null where it did not.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>For the operator: names the action that is not allowed. It may quote what was sent, so never where texts were.</summary>
    public string Message { get; init; } = "";

    /// <summary>The clock was wrong, and has been set right for the next attempt.</summary>
    public bool ClockMoved { get; init; }

    /// <summary>Nothing came back: what was sent may have been carried out all the same.</summary>
    public bool IsUnknownOutcome => Status == 0 && Code != NoCredentials;
}
