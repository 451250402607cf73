using System.Runtime.InteropServices;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Interactions.Index;

/// <summary>Gathers what the rows of one block can be found by.</summary>
internal sealed class BlockBuilder(RowKeys rowKeys)
{
    private readonly Dictionary<string, ComponentSpan> _spans = [];
    private readonly List<JournalPart> _parts = [];
    private readonly List<ulong> _keys = [];
    private long _oldestMs = long.MaxValue;
    private long _newestMs = long.MinValue;

    public long OldestMs => _oldestMs;

    public long NewestMs => _newestMs;

    public IReadOnlyDictionary<string, ComponentSpan> Spans => _spans;

    /// <summary>Each once, sorted; valid until the next change.</summary>
    public ReadOnlySpan<ulong> DistinctKeys()
    {
        var keys = CollectionsMarshal.AsSpan(_keys);
        keys.Sort();
        var kept = 0;
        for (var i = 0; i < keys.Length; i++)
        {
            if (i == 0 || keys[i] != keys[i - 1])
                keys[kept++] = keys[i];
        }
        return keys[..kept];
    }

    /// <summary>Takes in an entry. What of it does not decode cannot be found.</summary>
    public void Add(ReadOnlyMemory<byte> entry)
    {
        _parts.Clear();
        if (!JournalEntry.TryReadParts(entry, _parts, out _))
            return;
        foreach (var part in _parts)
            Add(part);
    }

    public void Clear()
    {
        _spans.Clear();
        _keys.Clear();
        (_oldestMs, _newestMs) = (long.MaxValue, long.MinValue);
    }

    private void Add(JournalPart part)
    {
        if (!RecordBatchReader.TryOpen(part.Batch.Span, out var reader, out _))
            return;
        var (traits, slowestNs) = (Traits.None, 0L);
        while (reader.MoveNext())
        {
            if (reader.Kind == TelemetryKind.Inference)
                traits |= AddRequest(ref reader, ref slowestNs);
            else if (reader.Kind is TelemetryKind.Feedback or TelemetryKind.Outcome or TelemetryKind.Score)
                traits |= AddSignal(ref reader, part.Component);
        }
        if (traits == Traits.None)
            return;
        ref var span = ref CollectionsMarshal.GetValueRefOrAddDefault(_spans, part.Component, out _);
        span = span with { Traits = span.Traits | traits, SlowestMs = Math.Max(span.SlowestMs, MathF.BitIncrement((float)(slowestNs / 1e6))) };
    }

    private Traits AddRequest(ref RecordBatchReader reader, ref long slowestNs)
    {
        ref readonly var row = ref reader.Inference;
        _oldestMs = Math.Min(_oldestMs, row.TimestampMs);
        _newestMs = Math.Max(_newestMs, row.TimestampMs);
        slowestNs = Math.Max(slowestNs, row.TotalNs);
        var keys = reader.ReadKeys();
        if (!keys.RequestId.IsEmpty)
            _keys.Add(rowKeys.OfRequest(keys.RequestId));
        if (!keys.TraceId.IsEmpty)
            _keys.Add(rowKeys.OfTrace(keys.TraceId));
        if (row.HasSession)
            _keys.Add(rowKeys.OfSession(row.SessionHash));
        return Traits.Inference | (row.ErrorType >= 0 ? Traits.Failed : Traits.None) | (keys.Flagged ? Traits.Flagged : Traits.None);
    }

    private Traits AddSignal(ref RecordBatchReader reader, string component)
    {
        var id = reader.Kind switch
        {
            TelemetryKind.Feedback => reader.ReadFeedback(component).RequestId,
            TelemetryKind.Outcome => reader.ReadOutcome(component).RequestId,
            _ => reader.ReadScore(component).RequestId,
        };
        if (id is null)
            return Traits.None;
        _keys.Add(rowKeys.OfRequest(id));
        return Traits.Signals;
    }
}
