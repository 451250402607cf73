namespace Plimsoll.Gateway.Interactions.Index;

/// <summary>What a search asks of whole blocks: those it passes by cannot hold a row that it wants.</summary>
internal sealed record BlockQuery
{
    /// <summary>Null: any.</summary>
    public string? Component { get; init; }

    /// <summary>Event times, Unix milliseconds; both ends belong to it.</summary>
    public long FromMs { get; init; } = long.MinValue;

    public long ToMs { get; init; } = long.MaxValue;

    /// <summary>All of these have to be there; none asks for nothing.</summary>
    public Traits Traits { get; init; }

    /// <summary>Total latency above which a component's request is wanted, ms, null for none of its requests; null asks for nothing.</summary>
    public Func<string, double?>? SlowAboveMs { get; init; }

    /// <summary>Hashes of <see cref="RowKeys"/>, every one of which a block has to hold.</summary>
    public IReadOnlyList<ulong> Keys { get; init; } = [];
}
