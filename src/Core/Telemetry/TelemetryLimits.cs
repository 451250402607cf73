namespace Plimsoll.Telemetry;

/// <summary>The bounds that <see cref="RecordValidator"/> holds every row to.</summary>
public static class TelemetryLimits
{
    /// <summary>Characters (UTF-16 code units) of an id, a name, a version or a label's value.</summary>
    public const int TextChars = 256;

    /// <summary>Characters of the name of a label, a stage, a score or a safety flag.</summary>
    public const int NameChars = 128;

    public const int Labels = 32;
    public const int Stages = 64;
    public const int Scores = 64;
    public const int SafetyFlags = 32;
    public const int OutputTokenIds = 131_072;
    public const int EmbeddingDimensions = 16_384;

    /// <summary>Tokens of one request, and requests running or waiting on one engine.</summary>
    public const long Count = 1_000_000_000;

    /// <summary>What a series counts together: requests, tokens, or seconds of a sum.</summary>
    public const long Total = 1_000_000_000_000_000;

    /// <summary>Buckets of one distribution that its sender aggregated.</summary>
    public const int Buckets = 512;

    /// <summary>Scales of a base-2 exponential histogram, as OpenTelemetry's data model numbers them.</summary>
    public const int CoarsestScale = -10;

    /// <inheritdoc cref="CoarsestScale"/>
    public const int FinestScale = 20;

    /// <summary>A score is at most so far from 0.</summary>
    public const double Score = 1e9;

    /// <summary>One day.</summary>
    public const double LatencyMs = 86_400_000;

    /// <summary>Start of the year 2000, Unix milliseconds.</summary>
    public const long EarliestMs = 946_684_800_000;

    /// <summary>End of the year 2099, Unix milliseconds.</summary>
    public const long LatestMs = 4_102_444_799_999;

    public const double GpuMemoryMiB = 1e9;
    public const double HostMemoryMiB = 1e8;

    /// <summary>Of one host's disks or networks, MiB/s.</summary>
    public const double HostMiBPerS = 1e6;

    public const double GpuPowerW = 1e5;
    public const double GpuColdestC = -100;
    public const double GpuHottestC = 300;
}
