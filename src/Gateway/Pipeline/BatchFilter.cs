using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Pipeline;

/// <summary>Copies an encoded batch row by row, leaving some rows out.</summary>
internal static class BatchFilter
{
    /// <param name="leftOut">Row numbers, rising.</param>
    public static void Copy(ReadOnlySpan<byte> batch, string component, IReadOnlyList<int> leftOut, RecordBatchWriter output)
    {
        if (!RecordBatchReader.TryOpen(batch, out var reader, out var error))
            throw new InvalidOperationException($"A batch encoded here does not decode: {error}");
        var record = new InferenceRecord();
        var skip = 0;
        for (var row = 0; reader.MoveNext(); row++)
        {
            if (skip < leftOut.Count && leftOut[skip] == row)
                skip++;
            else
                CopyRow(ref reader, component, record, output);
        }
        if (reader.Error is not null)
            throw new InvalidOperationException($"A batch encoded here does not decode: {reader.Error}");
    }

    private static void CopyRow(ref RecordBatchReader reader, string component, InferenceRecord record, RecordBatchWriter output)
    {
        switch (reader.Kind)
        {
            case TelemetryKind.Inference:
                if (!reader.CopyTo(record, component))
                    throw new InvalidOperationException("A batch encoded here has a row whose details do not decode");
                output.Add(record);
                break;
            case TelemetryKind.Gpu:
                output.Add(reader.ReadGpu(component));
                break;
            case TelemetryKind.Engine:
                output.Add(reader.ReadEngine(component));
                break;
            case TelemetryKind.Host:
                output.Add(reader.ReadHost(component));
                break;
            case TelemetryKind.Feedback:
                output.Add(reader.ReadFeedback(component));
                break;
            case TelemetryKind.Outcome:
                output.Add(reader.ReadOutcome(component));
                break;
            case TelemetryKind.Score:
                output.Add(reader.ReadScore(component));
                break;
            case TelemetryKind.Aggregate:
                output.Add(reader.ReadAggregate(component));
                break;
            default:
                throw new InvalidOperationException($"A row of kind {reader.Kind} has no copy");
        }
    }
}
