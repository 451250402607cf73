using System.Buffers;
using Plimsoll.Telemetry;

namespace Plimsoll.Privacy.Erasure;

/// <summary>Writes a batch anew without what is a user's.</summary>
internal sealed class BatchErasure(ErasedUser user, bool dropRows, ErasureTally tally)
{
    private readonly RecordBatchWriter _writer = new();
    private readonly InferenceRecord _record = new();

    /// <summary>Null when the batch may stay as it is.</summary>
    public ReadOnlyMemory<byte>? Erase(string component, ReadOnlySpan<byte> batch)
    {
        if (!HasAny(component, batch))
            return null;
        _writer.Clear();
        RecordBatchReader.TryOpen(batch, out var reader, out _);
        while (reader.MoveNext())
        {
            var owned = user.Owns(component, ref reader);
            tally.Rows += owned ? 1 : 0;
            if (!owned || !dropRows)
                Copy(component, ref reader, owned);
        }
        var output = new ArrayBufferWriter<byte>(batch.Length);
        _writer.WriteTo(output);
        return output.WrittenMemory;
    }

    private bool HasAny(string component, ReadOnlySpan<byte> batch)
    {
        if (!RecordBatchReader.TryOpen(batch, out var reader, out _))
        {
            tally.Unreadable++;
            return false;
        }
        var any = false;
        while (reader.MoveNext())
            any |= user.Owns(component, ref reader);
        if (reader.Error is null)
            return any;
        tally.Unreadable++;
        return false;
    }

    private void Copy(string component, ref RecordBatchReader reader, bool erase)
    {
        switch (reader.Kind)
        {
            case TelemetryKind.Inference:
                reader.CopyTo(_record, component);
                if (erase)
                    RowErasure.Erase(_record);
                _writer.Add(_record);
                break;
            case TelemetryKind.Feedback:
                var feedback = reader.ReadFeedback(component);
                _writer.Add(erase ? RowErasure.Erase(feedback) : feedback);
                break;
            case TelemetryKind.Outcome:
                var outcome = reader.ReadOutcome(component);
                _writer.Add(erase ? RowErasure.Erase(outcome) : outcome);
                break;
            case TelemetryKind.Score:
                var score = reader.ReadScore(component);
                _writer.Add(erase ? RowErasure.Erase(score) : score);
                break;
            default:
                CopySample(component, ref reader);
                break;
        }
    }

    /// <summary>What is nobody's.</summary>
    private void CopySample(string component, ref RecordBatchReader reader)
    {
        switch (reader.Kind)
        {
            case TelemetryKind.Gpu:
                _writer.Add(reader.ReadGpu(component));
                break;
            case TelemetryKind.Engine:
                _writer.Add(reader.ReadEngine(component));
                break;
            case TelemetryKind.Host:
                _writer.Add(reader.ReadHost(component));
                break;
            case TelemetryKind.Aggregate:
                _writer.Add(reader.ReadAggregate(component));
                break;
            default:
                throw new InvalidOperationException($"No rule for rows of kind {reader.Kind}");
        }
    }
}
