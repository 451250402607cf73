namespace Plimsoll.Gateway.Demo;

internal enum DemoIncidentKind
{
    /// <summary>Every token takes longer, as when a neighbour takes the memory bandwidth.</summary>
    LatencyStep,

    /// <summary>A quarter of the requests fails.</summary>
    ErrorBurst,

    /// <summary>More is asked than can be served; the queue grows until it ends.</summary>
    QueueBuildUp,

    /// <summary>Long contexts fill the KV cache and keep the GPUs at their limit.</summary>
    GpuSaturation,
}

/// <summary>Something that goes wrong for a while.</summary>
/// <param name="Start">Unix minute.</param>
/// <param name="Minutes">Length.</param>
internal sealed record DemoIncident(DemoIncidentKind Kind, long Start, int Minutes)
{
    private const int SlotMinutes = 240, SlotsPerDay = 1440 / SlotMinutes, LongestMinutes = 25;

    /// <summary>
    /// The incident that a model has at a minute, if any: about half of the four-hour slots hold one, and one slot
    /// of each day always does.
    /// </summary>
    public static DemoIncident? At(ulong seed, DemoModel model, long minute)
    {
        var slot = minute / SlotMinutes;
        var random = SeededRandom.For(seed, 1, (ulong)model.Index, (ulong)slot);
        var certain = SeededRandom.Mix(seed, 2, (ulong)model.Index, (ulong)(slot / SlotsPerDay)) % SlotsPerDay;
        if (!random.Chance(0.4) && certain != (ulong)(slot % SlotsPerDay))
            return null;
        var kind = (DemoIncidentKind)random.Below(4);
        var start = (slot * SlotMinutes) + random.Below(SlotMinutes - LongestMinutes);
        var length = 8 + random.Below(LongestMinutes - 7);
        return minute >= start && minute < start + length ? new(kind, start, length) : null;
    }

    /// <summary>Minutes since the start, from 1.</summary>
    public long Age(long minute) => minute - Start + 1;
}
