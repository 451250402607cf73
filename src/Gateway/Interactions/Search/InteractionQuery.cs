namespace Plimsoll.Gateway.Interactions.Search;

/// <summary>What a search wants. Null asks for nothing.</summary>
internal sealed record InteractionQuery
{
    public string? RequestId { get; init; }

    /// <summary>32 lower-case hexadecimal digits.</summary>
    public string? TraceId { get; init; }

    /// <summary>The session's pseudonym.</summary>
    public ulong? Session { get; init; }

    public string? Component { get; init; }

    /// <summary>End of the request, Unix milliseconds; both ends belong to it.</summary>
    public long? FromMs { get; init; }

    public long? ToMs { get; init; }

    /// <summary>Total latency above which a component's request is wanted, ms; null for none of its requests.</summary>
    public Func<string, double?>? SlowAboveMs { get; init; }

    public bool Failed { get; init; }
    public bool Flagged { get; init; }
    public bool Judged { get; init; }
    public int Limit { get; init; } = 50;

    /// <summary>Only what stands before this.</summary>
    public Position? Before { get; init; }
}
