using Plimsoll.Telemetry;

namespace Plimsoll.Core.Tests.Telemetry;

public class SampleValidatorTests
{
    private const long Now = 1_790_000_000_000;

    private static readonly GpuSample Gpu = new()
    {
        Component = "c",
        Gpu = "host/0",
        TimestampMs = Now,
        UtilizationRatio = 1,
        MemoryUsedMiB = 81_920,
        MemoryTotalMiB = 81_920,
        TemperatureC = 71,
        PowerW = 680,
    };

    private static readonly HostSample Host = new() { Component = "c", Host = "h", TimestampMs = Now, MemoryUsedMiB = 10, MemoryTotalMiB = 16, DiskReadMiBPerS = 0, ModelLoadMs = 41_000 };

    private static readonly EngineSample Engine = new() { Component = "c", TimestampMs = Now, RequestsRunning = 3, RequestsWaiting = 0, KvCacheUsageRatio = 0.4 };

    private static readonly Feedback Rated = new() { Component = "c", TimestampMs = Now, Rating = 5 };

    [Fact]
    public void Good_samples_pass()
    {
        Assert.Null(RecordValidator.Validate(Gpu));
        Assert.Null(RecordValidator.Validate(Engine));
        Assert.Null(RecordValidator.Validate(Host));
        Assert.Null(RecordValidator.Validate(Gpu with { MemoryReservedMiB = 9, MemoryAllocatedMiB = 9 }));
        Assert.Null(RecordValidator.Validate(Rated));
        Assert.Null(RecordValidator.Validate(new Feedback { Component = "c", TimestampMs = Now, ThumbsUp = false }));
        Assert.Null(RecordValidator.Validate(new Outcome { Component = "c", TimestampMs = Now, Success = false }));
    }

    public static TheoryData<string, string, Func<Rejection?>> BadSamples => new()
    {
        { "missing", "gpu is missing or empty", () => RecordValidator.Validate(Gpu with { Gpu = "" }) },
        { "missing", "component is missing or empty", () => RecordValidator.Validate(Gpu with { Component = "" }) },
        { "out_of_range", "utilization_ratio 87.5 is not between 0 and 1; it looks like a percentage", () => RecordValidator.Validate(Gpu with { UtilizationRatio = 87.5 }) },
        { "out_of_range", "utilization_ratio -0.1 is not between 0 and 1", () => RecordValidator.Validate(Gpu with { UtilizationRatio = -0.1 }) },
        { "out_of_range", "memory_used_mib 81921 is above memory_total_mib 81920", () => RecordValidator.Validate(Gpu with { MemoryUsedMiB = 81_921 }) },
        { "out_of_range", "memory_total_mib -1 is not between 0 and 1000000000", () => RecordValidator.Validate(Gpu with { MemoryTotalMiB = -1 }) },
        { "not_finite", "temperature_c NaN is not a finite number", () => RecordValidator.Validate(Gpu with { TemperatureC = double.NaN }) },
        { "out_of_range", "temperature_c 301 is not between -100 and 300", () => RecordValidator.Validate(Gpu with { TemperatureC = 301 }) },
        { "out_of_range", "memory_allocated_mib 9 is above memory_reserved_mib 8", () => RecordValidator.Validate(Gpu with { MemoryReservedMiB = 8, MemoryAllocatedMiB = 9 }) },
        { "out_of_range", "memory_reserved_mib -8 is not between 0 and 1000000000", () => RecordValidator.Validate(Gpu with { MemoryReservedMiB = -8 }) },
        { "out_of_range", "memory_allocated_mib -1 is not between 0 and 1000000000", () => RecordValidator.Validate(Gpu with { MemoryAllocatedMiB = -1 }) },
        { "missing", "component is missing or empty", () => RecordValidator.Validate(Host with { Component = "" }) },
        { "missing", "host is missing or empty", () => RecordValidator.Validate(Host with { Host = "" }) },
        { "out_of_range", "memory_used_mib 17 is above memory_total_mib 16", () => RecordValidator.Validate(Host with { MemoryUsedMiB = 17 }) },
        { "out_of_range", "memory_used_mib -1 is not between 0 and 100000000", () => RecordValidator.Validate(Host with { MemoryUsedMiB = -1 }) },
        { "out_of_range", "memory_total_mib 100000001 is not between 0 and 100000000", () => RecordValidator.Validate(Host with { MemoryTotalMiB = 100_000_001 }) },
        { "not_finite", "disk_read_mib_per_s NaN is not a finite number", () => RecordValidator.Validate(Host with { DiskReadMiBPerS = double.NaN }) },
        { "out_of_range", "disk_write_mib_per_s -2 is not between 0 and 1000000", () => RecordValidator.Validate(Host with { DiskWriteMiBPerS = -2 }) },
        { "out_of_range", "network_receive_mib_per_s 1000001 is not between 0 and 1000000", () => RecordValidator.Validate(Host with { NetworkReceiveMiBPerS = 1_000_001 }) },
        { "out_of_range", "network_transmit_mib_per_s -1 is not between 0 and 1000000", () => RecordValidator.Validate(Host with { NetworkTransmitMiBPerS = -1 }) },
        { "out_of_range", "model_load_ms 86400001 is not between 0 and 86400000", () => RecordValidator.Validate(Host with { ModelLoadMs = 86_400_001 }) },
        {
            "no_measurement", "there is no measurement; one is needed: memory_used_mib, disk_read_mib_per_s, disk_write_mib_per_s, network_receive_mib_per_s, network_transmit_mib_per_s or model_load_ms",
            () => RecordValidator.Validate(new HostSample { Component = "c", Host = "h", TimestampMs = Now })
        },
        { "out_of_range", "power_w -1 is not between 0 and 100000", () => RecordValidator.Validate(Gpu with { PowerW = -1 }) },
        {
            "no_measurement", "there is no measurement; one is needed: utilization_ratio, memory_used_mib, memory_total_mib, temperature_c, power_w or memory_reserved_mib",
            () => RecordValidator.Validate(new GpuSample { Component = "c", Gpu = "0", TimestampMs = Now })
        },
        { "out_of_range", "requests_running -1 is not between 0 and 1000000000", () => RecordValidator.Validate(Engine with { RequestsRunning = -1 }) },
        { "out_of_range", "requests_waiting -1 is not between 0 and 1000000000", () => RecordValidator.Validate(Engine with { RequestsWaiting = -1 }) },
        { "out_of_range", "kv_cache_usage_ratio 1.1 is not between 0 and 1; it looks like a percentage", () => RecordValidator.Validate(Engine with { KvCacheUsageRatio = 1.1 }) },
        {
            "no_measurement", "there is no measurement; one is needed: requests_running, requests_waiting or kv_cache_usage_ratio",
            () => RecordValidator.Validate(new EngineSample { Component = "c", TimestampMs = Now })
        },
        { "out_of_range", "rating 0.5 is not between 1 and 5", () => RecordValidator.Validate(Rated with { Rating = 0.5 }) },
        {
            "no_measurement", "there is no measurement; one is needed: rating, thumbs_up, regenerated, accepted or reported",
            () => RecordValidator.Validate(Rated with { Rating = null })
        },
        { "missing", "timestamp is missing (or 0)", () => RecordValidator.Validate(Rated with { TimestampMs = 0 }) },
        { "bad_text", "task 'a?' holds a control character or half a surrogate pair", () => RecordValidator.Validate(new Outcome { Component = "c", TimestampMs = Now, Success = true, Task = "a\t" }) },
    };

    [Theory]
    [MemberData(nameof(BadSamples))]
    public void Bad_sample_is_rejected_with_field_and_value(string code, string message, Func<Rejection?> validate)
    {
        var rejection = validate();

        Assert.Equal((code, message), (rejection?.Code, rejection?.Message));
    }
}
