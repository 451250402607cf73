using Plimsoll.Storage.Journal;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Interactions.Search;

/// <summary>Reads the one row that a position names.</summary>
internal static class PlacedRow
{
    /// <returns>One row, or none when the journal no longer holds it.</returns>
    public static IReadOnlyList<Interaction> Read(SegmentLog log, Position position)
    {
        var entry = log.ReadFrom(position.Sequence).FirstOrDefault();
        var parts = new List<JournalPart>();
        if (entry.Sequence != position.Sequence || !JournalEntry.TryReadParts(entry.Payload, parts, out _) || position.Part >= parts.Count)
            return [];
        var part = parts[position.Part];
        if (!RecordBatchReader.TryOpen(part.Batch.Span, out var reader, out _))
            return [];
        for (var row = 0; reader.MoveNext(); row++)
        {
            if (row != position.Row || reader.Kind != TelemetryKind.Inference || reader.Inference.TimestampMs != position.TimestampMs)
                continue;
            var record = new InferenceRecord();
            reader.CopyTo(record, part.Component);
            return [new Interaction(position, entry.ReceivedMs, record)];
        }
        return [];
    }
}
