namespace Plimsoll.Telemetry.Validation;

/// <summary>What a host's reading must meet.</summary>
internal static class HostRules
{
    public static Rejection? Apply(HostSample sample) =>
        Check.Required(sample.Component, "component")
        ?? Check.Required(sample.Host, "host")
        ?? Check.Timestamp(sample.TimestampMs)
        ?? Check.Text(sample.Copy, "copy")
        ?? Check.Range(sample.MemoryUsedMiB, "memory_used_mib", 0, TelemetryLimits.HostMemoryMiB)
        ?? Check.Range(sample.MemoryTotalMiB, "memory_total_mib", 0, TelemetryLimits.HostMemoryMiB)
        ?? Check.NotAbove(sample.MemoryUsedMiB, "memory_used_mib", sample.MemoryTotalMiB, "memory_total_mib")
        ?? Rate(sample.DiskReadMiBPerS, "disk_read_mib_per_s")
        ?? Rate(sample.DiskWriteMiBPerS, "disk_write_mib_per_s")
        ?? Rate(sample.NetworkReceiveMiBPerS, "network_receive_mib_per_s")
        ?? Rate(sample.NetworkTransmitMiBPerS, "network_transmit_mib_per_s")
        ?? Check.Latency(sample.ModelLoadMs, "model_load_ms")
        ?? Check.Measured(
            (sample.MemoryUsedMiB ?? sample.DiskReadMiBPerS ?? sample.DiskWriteMiBPerS ?? sample.NetworkReceiveMiBPerS
                ?? sample.NetworkTransmitMiBPerS ?? sample.ModelLoadMs) is not null,
            "memory_used_mib, disk_read_mib_per_s, disk_write_mib_per_s, network_receive_mib_per_s, network_transmit_mib_per_s or model_load_ms");

    private static Rejection? Rate(double? value, string field) => Check.Range(value, field, 0, TelemetryLimits.HostMiBPerS);
}
