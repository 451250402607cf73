using Plimsoll.Storage.Journal;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Interactions.Search;

/// <summary>Picks what belongs to one request id out of entries: requests, feedback, outcomes, scores.</summary>
internal sealed class TrailScan(string requestId, int mostOfEach)
{
    private readonly byte[] _id = System.Text.Encoding.UTF8.GetBytes(requestId);
    private readonly NewestRows _records = new(mostOfEach);
    private readonly List<Feedback> _feedback = [];
    private readonly List<Outcome> _outcomes = [];
    private readonly List<ScoreSample> _scores = [];
    private readonly List<JournalPart> _parts = [];
    private int _found;

    public void Add(LogEntry entry)
    {
        _parts.Clear();
        if (!JournalEntry.TryReadParts(entry.Payload, _parts, out _))
            return;
        for (var i = 0; i < _parts.Count; i++)
            Add(entry, i);
    }

    public RequestTrail Result(bool truncated, long scannedBytes) => new(
        _records.Take(), [.. _feedback.OrderByDescending(f => f.TimestampMs)], [.. _outcomes.OrderByDescending(o => o.TimestampMs)],
        [.. _scores.OrderByDescending(s => s.TimestampMs)],
        truncated || _found > mostOfEach, scannedBytes);

    private void Add(LogEntry entry, int part)
    {
        var component = _parts[part].Component;
        if (!RecordBatchReader.TryOpen(_parts[part].Batch.Span, out var reader, out _))
            return;
        for (var row = 0; reader.MoveNext(); row++)
        {
            if (reader.Kind == TelemetryKind.Inference && reader.ReadKeys().RequestId.SequenceEqual(_id))
                Add(ref reader, entry, part, row);
            else if (reader.Kind == TelemetryKind.Feedback && reader.ReadFeedback(component) is var feedback && feedback.RequestId == requestId)
                AddUpTo(_feedback, feedback);
            else if (reader.Kind == TelemetryKind.Outcome && reader.ReadOutcome(component) is var outcome && outcome.RequestId == requestId)
                AddUpTo(_outcomes, outcome);
            else if (reader.Kind == TelemetryKind.Score && reader.ReadScore(component) is var score && score.RequestId == requestId)
                AddUpTo(_scores, score);
        }
    }

    private void Add(ref RecordBatchReader reader, LogEntry entry, int part, int row)
    {
        var record = new InferenceRecord();
        reader.CopyTo(record, _parts[part].Component);
        _records.Add(new Interaction(new Position(entry.Sequence, record.TimestampMs, part, row), entry.ReceivedMs, record));
        _found++;
    }

    private void AddUpTo<T>(List<T> list, T item)
    {
        if (list.Count < mostOfEach)
            list.Add(item);
        else
            _found = mostOfEach + 1;
    }
}
