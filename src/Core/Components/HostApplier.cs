using Plimsoll.Components.History;
using Plimsoll.Telemetry;

namespace Plimsoll.Components;

/// <summary>Adds a host's reading to the windows, and the loading of a model to its copy.</summary>
internal static class HostApplier
{
    /// <param name="slot">Number of the host in its table; negative when that is full.</param>
    public static void Add(ComponentData data, SourceTrack track, HostSample sample, in Targets targets, int slot, long atMs)
    {
        if (sample.ModelLoadMs is { } load)
        {
            track.Slices.At(atMs, data.Version)
                .ModelLoad(sample.Copy ?? sample.Host, data.Settings.MaxNamedValues, ref data.Quality.OverflowedValues).Add(load, atMs);
        }
        if (slot < 0)
            return;
        targets.Main?.ForHosts().Add(sample, slot);
        targets.Life?.ForHosts().Add(sample, slot);
        targets.Summary?.ForHosts().Add(sample, slot);
    }
}
