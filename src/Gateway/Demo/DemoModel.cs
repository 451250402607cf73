using Plimsoll.Components;

namespace Plimsoll.Gateway.Demo;

/// <summary>A model of the demo: how much it is asked, how fast it answers, what it runs on.</summary>
internal sealed record DemoModel
{
    public const string Endpoint = "demo-endpoint";

    /// <summary>Copies, each on a GPU of its own.</summary>
    public const int Copies = 4;

    public static readonly IReadOnlyList<DemoModel> All =
    [
        new()
        {
            Index = 0,
            Name = "gpt-oss-20b",
            PeakRequestsPerSecond = 1.2,
            MedianInputTokens = 720,
            MedianOutputTokens = 260,
            OverheadMs = 45,
            PrefillMsPerToken = 0.11,
            TpotMs = 14,
            GpuMemoryMiB = 46_068,
            GpuWatts = 350,
            Versions = [new("2026-08", 0.85, 1, 1), new("2026-11", 0.15, 1.12, 0.94)],
            Settings = new ComponentSettings { ReservedGpus = Copies, Price = new PriceSettings(GpuHour: 1.86) },
        },
        new()
        {
            Index = 1,
            Name = "Qwen2.5-7B-Instruct",
            PeakRequestsPerSecond = 1.9,
            MedianInputTokens = 480,
            MedianOutputTokens = 150,
            OverheadMs = 35,
            PrefillMsPerToken = 0.16,
            TpotMs = 24,
            GpuMemoryMiB = 23_034,
            GpuWatts = 72,
            Versions = [new("2.5", 0.7, 1, 1), new("2.5-awq", 0.3, 1.05, 0.7)],
            Settings = new ComponentSettings { ReservedGpus = Copies, Price = new PriceSettings(GpuHour: 0.81) },
        },
    ];

    public required int Index { get; init; }

    /// <summary>Name of the model and of its component.</summary>
    public required string Name { get; init; }

    public required double PeakRequestsPerSecond { get; init; }
    public required double MedianInputTokens { get; init; }
    public required double MedianOutputTokens { get; init; }

    /// <summary>Part of the time to first token that no load and no prompt changes.</summary>
    public required double OverheadMs { get; init; }

    public required double PrefillMsPerToken { get; init; }

    /// <summary>Per output token on an idle GPU.</summary>
    public required double TpotMs { get; init; }

    public required double GpuMemoryMiB { get; init; }
    public required double GpuWatts { get; init; }
    public required IReadOnlyList<DemoVersion> Versions { get; init; }
    public required ComponentSettings Settings { get; init; }

    /// <summary>Requests per second at which every copy is busy all the time.</summary>
    public double Capacity => PeakRequestsPerSecond / 0.78;
}

/// <param name="Share">Of the traffic, 0–1.</param>
/// <param name="Ttft">Factor on the time to first token.</param>
/// <param name="Tpot">Factor on the time per output token.</param>
internal sealed record DemoVersion(string Name, double Share, double Ttft, double Tpot);
