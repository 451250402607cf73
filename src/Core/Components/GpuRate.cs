using Plimsoll.Components.History;
using Plimsoll.Telemetry;

namespace Plimsoll.Components;

/// <summary>
/// What a component's GPUs cost an hour at present: those reserved, or those that hold work, at the configured price; without one
/// those that SageMaker reports, working or idle, at what its instances cost.
/// </summary>
internal static class GpuRate
{
    private const double NanoPerDollar = 1e9;

    /// <summary>Whether GPU time costs anything as far as is known.</summary>
    public static bool IsKnown(ComponentData data) => data.Settings.Price?.GpuHour is not null || IsSageMakers(data);

    /// <summary>For how long a rate holds without news, milliseconds: GPUs that are reserved cost while nobody looks.</summary>
    public static long HoldsMs(ComponentData data) =>
        data.Settings is { ReservedGpus: not null, Price.GpuHour: not null } ? Clock.ArchivedHours * Clock.HourMs : GpuReadings.FreshMs;

    public static double DollarsPerHour(ComponentData data, long nowMs) => NanoPerHour(data, nowMs) / NanoPerDollar;

    public static long NanoPerHour(ComponentData data, long nowMs) => data.Settings.Price?.GpuHour is { } price
        ? Nano(price) * (data.Settings.ReservedGpus ?? GpuReadings.Used(data, nowMs))
        : OfSageMaker(data, nowMs);

    /// <summary>Whether it ran on SageMaker's GPUs, at a price that is known.</summary>
    private static bool IsSageMakers(ComponentData data) =>
        data.Settings.EndpointPrices is { } prices && Track(data) is { Gpu.Any: true } track && prices.GpuHour(track.Endpoint.Value) is not null;

    private static long OfSageMaker(ComponentData data, long nowMs) => data.Settings.EndpointPrices is { } prices
        ? Track(data)?.Gpus.Since(nowMs - GpuReadings.FreshMs).Sum(r => Nano(prices.GpuHour(r.Value.Endpoint) ?? 0)) ?? 0
        : 0;

    private static SourceTrack? Track(ComponentData data) => data.Tracks.FirstOrDefault(t => t.Source == TelemetrySource.CloudWatch);

    private static long Nano(double dollars) => (long)Math.Round(dollars * NanoPerDollar);
}
