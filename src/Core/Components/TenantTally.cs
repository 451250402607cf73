using Plimsoll.Aggregation;
using Plimsoll.Components.History;
using Plimsoll.Telemetry;

namespace Plimsoll.Components;

/// <summary>
/// Counts a batch's requests by tenant. Tenants are indexes of the batch's string table here, so that a request costs no
/// look-up of a string.
/// </summary>
internal sealed class TenantTally
{
    private readonly List<Entry> _entries = [];
    private Entry? _last;

    /// <param name="tenant">Index of the batch's string table, -1 for none.</param>
    public void Count(int tenant, TelemetrySource source, long atMs, in TrafficCounters added)
    {
        if (tenant < 0)
            return;
        if (_last is not { } last || !last.IsOf(tenant, source, atMs))
            _last = last = Find(tenant, source, atMs);
        last.Counters = last.Counters.Plus(SliceCounters.Of(added));
    }

    /// <summary>Hands everything to the slices, at the end of the batch.</summary>
    public void Flush(ComponentData data, in RecordBatchReader reader)
    {
        if (_entries.Count == 0)
            return;
        foreach (var entry in _entries)
        {
            if (reader.Text(entry.Tenant) is { } tenant)
                Slices(data, entry).Slice(Dimension.Tenant, tenant, data.Settings.MaxNamedValues, ref data.Quality.OverflowedValues).Add(entry.Counters, entry.Hour);
        }
        _entries.Clear();
        _last = null;
    }

    private static SliceBlock Slices(ComponentData data, Entry entry) => data.Track(entry.Source).Slices.At(entry.Hour * Clock.HourMs, data.Version);

    private Entry Find(int tenant, TelemetrySource source, long atMs)
    {
        foreach (var known in _entries)
        {
            if (known.IsOf(tenant, source, atMs))
                return known;
        }
        _entries.Add(new(tenant, source, Clock.Hour(atMs)));
        return _entries[^1];
    }

    private sealed class Entry(int tenant, TelemetrySource source, long hour)
    {
        private readonly long _fromMs = hour * Clock.HourMs;

        public int Tenant => tenant;

        public TelemetrySource Source => source;

        public long Hour => hour;

        public SliceCounters Counters { get; set; }

        public bool IsOf(int otherTenant, TelemetrySource otherSource, long atMs) =>
            otherTenant == tenant && otherSource == source && (ulong)(atMs - _fromMs) < Clock.HourMs;
    }
}
