using Plimsoll.Storage.Journal;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Interactions.Search;

/// <summary>Picks the wanted rows out of entries.</summary>
internal sealed class BlockScan(InteractionQuery query, RowFilter filter)
{
    private readonly List<JournalPart> _parts = [];

    /// <summary>The newest wanted rows of a block, newest first.</summary>
    public IReadOnlyList<Interaction> Run(IEnumerable<PlacedEntry> entries, int most)
    {
        var found = new NewestRows(most);
        foreach (var placed in entries)
        {
            if (query.Before is { } before && placed.Entry.Sequence > before.Sequence)
                break;
            Scan(placed.Entry, found);
        }
        return found.Take();
    }

    private void Scan(LogEntry entry, NewestRows found)
    {
        _parts.Clear();
        if (!JournalEntry.TryReadParts(entry.Payload, _parts, out _))
            return;
        for (var i = 0; i < _parts.Count; i++)
        {
            if (filter.WantsComponent(_parts[i].Component))
                Scan(entry, i, found);
        }
    }

    private void Scan(LogEntry entry, int part, NewestRows found)
    {
        var component = _parts[part].Component;
        var slowAboveMs = query.SlowAboveMs?.Invoke(component);
        if (!RecordBatchReader.TryOpen(_parts[part].Batch.Span, out var reader, out _))
            return;
        for (var row = 0; reader.MoveNext(); row++)
        {
            if (reader.Kind != TelemetryKind.Inference || !filter.Wants(ref reader, slowAboveMs))
                continue;
            var position = new Position(entry.Sequence, reader.Inference.TimestampMs, part, row);
            if (query.Before is { } before && position.CompareTo(before) >= 0)
                continue;
            var record = new InferenceRecord();
            reader.CopyTo(record, component);
            found.Add(new Interaction(position, entry.ReceivedMs, record));
        }
    }
}
