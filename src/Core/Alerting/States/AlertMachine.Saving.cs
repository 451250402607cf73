using Plimsoll.Aggregation.Encoding;
using Plimsoll.Alerting.Rules;

namespace Plimsoll.Alerting.States;

/// <summary>How the life of an alert is saved.</summary>
public sealed partial class AlertMachine
{
    private const byte Format = 1;

    internal void Write(StateWriter writer)
    {
        writer.Byte(Format);
        writer.Byte((byte)State);
        writer.Byte((byte)(Priority is { } priority ? (int)priority + 1 : 0));
        foreach (var time in (long[])[SinceMs, FiredMs, _lastMs, _knownMs, _goneSinceMs, _milderSinceMs, .. _heldSince])
            writer.Count(time);
        writer.Bool(Told);
        writer.Bool(Inhibited);
        _flaps.Write(writer);
    }

    internal static AlertMachine Read(ref StateReader reader)
    {
        reader.Version(Format);
        var machine = new AlertMachine { State = (AlertState)reader.Byte() };
        var priority = reader.Byte();
        if (machine.State > AlertState.Recovering || priority > AlertPriorities.All.Count)
            throw reader.Corrupt("no state of an alert");
        machine.Priority = priority == 0 ? null : (AlertPriority)(priority - 1);
        (machine.SinceMs, machine.FiredMs, machine._lastMs) = (reader.Count(), reader.Count(), reader.Count());
        (machine._knownMs, machine._goneSinceMs, machine._milderSinceMs) = (reader.Count(), reader.Count(), reader.Count());
        for (var i = 0; i < machine._heldSince.Length; i++)
            machine._heldSince[i] = reader.Count();
        machine.Told = reader.Bool();
        machine.Inhibited = reader.Bool();
        machine._flaps.Restore(ref reader);
        return machine;
    }
}
