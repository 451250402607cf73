using Plimsoll.Gateway.Interactions.Answers;
using Plimsoll.Gateway.WebConsole.Charts;

namespace Plimsoll.Gateway.WebConsole.Interactions;

/// <summary>
/// The parts of one request laid along its time. Reports say how long a part took, not when it began: waiting comes first,
/// then the prompt; generation ends with the request; named stages stand one after another as they were sent.
/// </summary>
public sealed record Waterfall(IReadOnlyList<WaterfallBar> Bars, IReadOnlyList<double> Ticks)
{
    /// <summary>Where the axis ends, ms.</summary>
    public double AxisMs => Ticks[^1];

    public static Waterfall Of(InteractionRow row)
    {
        var bars = new List<WaterfallBar>();
        Add(bars, "Total", "total", 0, row.TotalLatencyMs);
        Add(bars, "Time to first token", "first", 0, row.TtftMs);
        Add(bars, "Queue", "queue", 0, row.QueueMs);
        Add(bars, "Prefill", "prefill", row.QueueMs ?? 0, row.PrefillMs);
        Add(bars, "Decode", "decode", DecodeStart(row), row.DecodeMs);
        var at = 0d;
        foreach (var (name, ms) in row.Stages)
        {
            Add(bars, name, "stage", at, ms);
            at += ms;
        }
        return new Waterfall(bars, NiceTicks.UpTo(bars.Select(b => b.EndMs).DefaultIfEmpty(1).Max(), most: 5));
    }

    /// <summary>A place on the axis, percent.</summary>
    public double Percent(double ms) => Math.Round(ms / AxisMs * 100, 3);

    private static double DecodeStart(InteractionRow row)
    {
        var earliest = (row.QueueMs ?? 0) + (row.PrefillMs ?? 0);
        return row is { TotalLatencyMs: { } total, DecodeMs: { } decode } ? Math.Max(total - decode, 0) : Math.Max(row.TtftMs ?? 0, earliest);
    }

    private static void Add(List<WaterfallBar> bars, string label, string kind, double start, double? length)
    {
        if (length is { } ms)
            bars.Add(new WaterfallBar(label, kind, start, ms));
    }
}
