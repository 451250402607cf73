using System.Buffers;
using Plimsoll.Drift.Content;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Pipeline;

/// <summary>
/// The texts among an ingest request's records, as rows of their own that say which request each belongs to: texts have
/// another retention than rows and another scope. Not thread-safe.
/// </summary>
internal sealed class KeptTexts
{
    /// <summary>Texts of one ingest request, bytes; what comes after goes without.</summary>
    public const int MaxBytes = 16 << 20;

    private readonly Dictionary<string, RecordBatchWriter> _writers = new(StringComparer.Ordinal);
    private readonly InferenceRecord _row = new();
    private int _bytes;

    public bool IsEmpty => Count + Dropped == 0;

    /// <summary>Requests whose texts are held.</summary>
    public int Count { get; private set; }

    /// <summary>Requests whose texts no longer fitted.</summary>
    public int Dropped { get; private set; }

    /// <summary>Whose texts are held.</summary>
    public IEnumerable<string> Components => _writers.Keys;

    /// <summary>Takes the texts out of a record; one whose texts no longer fit is no candidate.</summary>
    public void Take(InferenceRecord record)
    {
        var texts = record.Texts;
        record.Texts = null;
        if (_bytes > MaxBytes)
        {
            Dropped++;
            record.Candidate = null;
            return;
        }
        _row.Clear();
        (_row.Component, _row.TimestampMs, _row.Source) = (record.Component, record.TimestampMs, record.Source);
        (_row.RequestId, _row.TraceId, _row.SpanId, _row.Texts) = (record.RequestId, record.TraceId, record.SpanId, texts);
        (_row.Candidate, _row.UserHash, _row.FinishReason, _row.FormatOk) = (record.Candidate, record.UserHash, record.FinishReason, record.FormatOk);
        TakeFacts(record);
        if (!_writers.TryGetValue(record.Component, out var writer))
            _writers.Add(record.Component, writer = new RecordBatchWriter());
        _bytes -= writer.ByteCount;
        writer.Add(_row);
        _bytes += writer.ByteCount;
        Count++;
    }

    /// <summary>What drift and quality are looked at by, beside the texts.</summary>
    private void TakeFacts(InferenceRecord record)
    {
        (_row.PromptHash, _row.PromptVersion) = (record.PromptHash, record.PromptVersion);
        (_row.QueueMs, _row.TtftMs, _row.InputTokens) = (record.QueueMs, record.TtftMs, record.InputTokens);
        _row.OutputTokenIds.AddRange(record.OutputTokenIds.Take(AnswerFeatures.MostTokens));
        _row.Embedding.AddRange(record.Embedding);
    }

    /// <summary>Writes everything as an entry of a journal.</summary>
    public void WriteTo(IBufferWriter<byte> output)
    {
        var parts = new List<JournalPart>(_writers.Count);
        foreach (var (component, writer) in _writers)
        {
            var batch = new ArrayBufferWriter<byte>(writer.ByteCount);
            writer.WriteTo(batch);
            parts.Add(new JournalPart(component, batch.WrittenMemory));
        }
        JournalEntry.Write(output, parts, []);
    }

    public void Clear()
    {
        if (IsEmpty)
            return;
        _writers.Clear();
        _row.Clear();
        (_bytes, Count, Dropped) = (0, 0, 0);
    }
}
