namespace Plimsoll.Storage.Tests.Faults;

internal sealed partial class SimulatedDisk
{
    public void CutPower()
    {
        lock (_lock)
            _off = true;
    }

    /// <summary>The disk as the next start finds it when only what was flushed is left.</summary>
    public SimulatedDisk AfterPowerCut() => Image(_durableNames, f => f.Durable);

    /// <summary>The same when any of what was not flushed may have survived.</summary>
    public SimulatedDisk AfterPowerCut(Random random)
    {
        // A journalling file system keeps the names of one moment between the last flush and now.
        return Image(random.Next(2) == 0 ? _names : _durableNames, f => f.Torn(random));
    }

    /// <summary>The disk after the process was killed: all that was written is there, though a power cut may still take it.</summary>
    public SimulatedDisk AfterKill()
    {
        lock (_lock)
        {
            _off = true;
            var copies = new Dictionary<SimulatedFile, SimulatedFile>();
            SimulatedFile Copy(SimulatedFile file) =>
                copies.TryGetValue(file, out var copy) ? copy : copies[file] = new SimulatedFile(file.Live, file.Durable);
            return new SimulatedDisk(
                _directories, _names.ToDictionary(n => n.Key, n => Copy(n.Value)), _durableNames.ToDictionary(n => n.Key, n => Copy(n.Value)));
        }
    }

    private SimulatedDisk Image(Dictionary<string, SimulatedFile> names, Func<SimulatedFile, byte[]> content)
    {
        lock (_lock)
        {
            _off = true;
            var left = names.ToDictionary(n => n.Key, n => content(n.Value)).ToDictionary(n => n.Key, n => new SimulatedFile(n.Value, n.Value));
            return new SimulatedDisk(_directories, left, new(left));
        }
    }
}
