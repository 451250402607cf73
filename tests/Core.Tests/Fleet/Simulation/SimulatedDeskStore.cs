using System.Text.Json;
using Plimsoll.Alerting.Desk;

namespace Plimsoll.Core.Tests.Fleet.Simulation;

/// <summary>The alert desk's state as it outlives every silo.</summary>
internal sealed class SimulatedDeskStore(DeskBug bug, SimulatedReceiver receiver)
{
    private byte[]? _state;

    public long Version { get; private set; }

    public DeskState? Read() => _state is null ? null : JsonSerializer.Deserialize(_state, DeskJson.Default.DeskState);

    /// <returns>False for a conflict.</returns>
    public bool Write(byte[] state, long expected)
    {
        if (expected != Version && bug != DeskBug.StateUnfenced)
            return false;
        (_state, Version) = (state, Version + 1);
        foreach (var key in Read()!.Logs.SelectMany(l => l.UnderWay.Keys.Concat(l.Told.Keys)))
            receiver.Left(key);
        return true;
    }
}
