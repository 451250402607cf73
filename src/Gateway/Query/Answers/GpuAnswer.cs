using System.Text.Json.Serialization;
using Plimsoll.Components.Views;

namespace Plimsoll.Gateway.Query.Answers;

/// <summary>GPUs of one component: means over those that reported within three minutes, and each one's last reading.</summary>
public sealed record GpuAnswer(
    int Used, int? Free, double? UtilizationRatio, double? MemoryUtilizationRatio, double? MaxTemperatureC, double? PowerW,
    IReadOnlyList<GpuReadingAnswer> Gpus, double? MemoryFragmentationRatio)
{
    public static GpuAnswer Of(GpuView view) => new(
        view.Used, view.Free, view.UtilizationRatio, view.MemoryUtilizationRatio, view.MaxTemperatureC, view.PowerW,
        [.. view.Gpus.Select(GpuReadingAnswer.Of)], view.MemoryFragmentationRatio);
}

public sealed record GpuReadingAnswer
{
    public required string Gpu { get; init; }
    public string? Copy { get; init; }
    public double? UtilizationRatio { get; init; }

    [JsonPropertyName("memory_used_mib")]
    public double? MemoryUsedMiB { get; init; }

    [JsonPropertyName("memory_total_mib")]
    public double? MemoryTotalMiB { get; init; }

    public double? MemoryFragmentationRatio { get; init; }
    public double? TemperatureC { get; init; }
    public double? PowerW { get; init; }
    public DateTimeOffset At { get; init; }

    public static GpuReadingAnswer Of(GpuReading reading) => new()
    {
        Gpu = reading.Gpu,
        Copy = reading.Copy,
        UtilizationRatio = reading.UtilizationRatio,
        MemoryUsedMiB = reading.MemoryUsedMiB,
        MemoryTotalMiB = reading.MemoryTotalMiB,
        MemoryFragmentationRatio = reading.MemoryFragmentationRatio,
        TemperatureC = reading.TemperatureC,
        PowerW = reading.PowerW,
        At = reading.At,
    };
}
