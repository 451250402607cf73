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

    /// <summary>How long one stands before the next is looked for, so that a row costs next to nothing.</summary>
    private const long RestMs = 5_000;

    /// <summary>Null before the first request with a trace.</summary>
    private (long TriedMs, Exemplar? Exemplar)[]? _slots;
    private long _triedMs;

    /// <summary>At most one of each octave, of one measure.</summary>
    public IEnumerable<Exemplar> Of(Measure measure) => (_slots ?? []).Select(s => s.Exemplar).OfType<Exemplar>().Where(e => e.Measure == measure);

    public void Note(ref RecordBatchReader reader, long atMs)
    {
        if (_slots is null && !AnyTrace(ref reader, atMs))
            return;
        _slots ??= new (long, Exemplar?)[2 * Octaves];
        ref readonly var row = ref reader.Inference;
        Note(_slots, Measure.Ttft, 0, row.TtftNs, ref reader, atMs);
        Note(_slots, Measure.Total, Octaves, row.TotalNs, ref reader, atMs);
    }

    private bool AnyTrace(ref RecordBatchReader reader, long atMs)
    {
        if (atMs < _triedMs + RestMs)
            return false;
        _triedMs = atMs;
        return !reader.ReadKeys().TraceId.IsEmpty;
    }

    private static void Note(
        (long TriedMs, Exemplar? Exemplar)[] slots, Measure measure, int firstSlot, long nanoseconds, ref RecordBatchReader reader, long atMs)
    {
        if (nanoseconds < 0)
            return;
        var octave = Math.Clamp(BitOperations.Log2((ulong)nanoseconds) - FirstOctave, 0, Octaves - 1);
        ref var slot = ref slots[firstSlot + octave];
        if (atMs < slot.TriedMs + RestMs)
            return;
        slot.TriedMs = atMs;
        if (reader.ReadKeys().TraceId is { IsEmpty: false } trace)
            slot.Exemplar = new(measure, nanoseconds, atMs, Convert.ToHexStringLower(trace));
    }
}
