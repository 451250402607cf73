using System.Numerics;
using Plimsoll.Aggregation;
using Plimsoll.Telemetry;

namespace Plimsoll.Components.History;

/// <summary>One request that stands for others with about the same latency.</summary>
/// <param name="TraceId">32 hexadecimal digits.</param>
internal sealed record Exemplar(Measure Measure, long Nanoseconds, long AtMs, string TraceId);

/// <summary>
/// The latest request with a trace for each octave of time to first token and of duration. Not part of the saved state:
/// it leads to a trace, which other systems keep for a while only.
/// </summary>
internal sealed class ExemplarBook
{
    /// <summary>From about a millisecond to a quarter of an hour; what is beyond shares the first and the last.</summary>
    private const int Octaves = 20;

    private const int FirstOctave = 20;

    /// <summary>How long one stands before another takes its place, so that a row costs next to nothing.</summary>
    private const long RestMs = 5_000;

    /// <summary>Null before the first request with a trace.</summary>
    private Exemplar?[]? _slots;

    /// <summary>At most one of each octave, of one measure.</summary>
    public IEnumerable<Exemplar> Of(Measure measure) => (_slots ?? []).OfType<Exemplar>().Where(e => e.Measure == measure);

    public void Clear() => _slots = null;

    public void Note(ref RecordBatchReader reader, long atMs)
    {
        if (!reader.HasTrace)
            return;
        _slots ??= new Exemplar?[2 * Octaves];
        ref readonly var row = ref reader.Inference;
        Note(_slots.AsSpan(0, Octaves), Measure.Ttft, row.TtftNs, ref reader, atMs);
        Note(_slots.AsSpan(Octaves), Measure.Total, row.TotalNs, ref reader, atMs);
    }

    private static void Note(Span<Exemplar?> slots, Measure measure, long nanoseconds, ref RecordBatchReader reader, long atMs)
    {
        if (nanoseconds < 0)
            return;
        ref var slot = ref slots[Math.Clamp(BitOperations.Log2((ulong)nanoseconds) - FirstOctave, 0, Octaves - 1)];
        var isDue = slot is null || atMs >= slot.AtMs + RestMs;
        if (isDue && reader.ReadKeys().TraceId is { IsEmpty: false } trace)
            slot = new(measure, nanoseconds, atMs, Convert.ToHexStringLower(trace));
    }
}
