namespace Plimsoll.Components;

/// <summary>What an operator configures of one component.</summary>
public sealed record ComponentSettings
{
    public static readonly ComponentSettings Default = new();

    public PriceSettings? Price { get; init; }

    /// <summary>GPUs reserved for the component; null: only what reports is known.</summary>
    public int? ReservedGpus { get; init; }

    /// <summary>Slices kept per breakdown dimension before <c>__other__</c> takes the rest.</summary>
    public int MaxBreakdownValues { get; init; } = 8;

    /// <summary>Distinct error types, finish reasons and stage names kept before <c>__other__</c> takes the rest.</summary>
    public int MaxNamedValues { get; init; } = 32;
}

/// <summary>Dollars. GPU time, tokens, or both; what is null costs nothing.</summary>
public sealed record PriceSettings(double? GpuHour = null, double? InputPerMillionTokens = null, double? CachedInputPerMillionTokens = null, double? OutputPerMillionTokens = null);
