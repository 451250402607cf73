using System.Buffers;
using System.Text.Json;
using Plimsoll.Telemetry;

namespace Plimsoll.Core.Tests.Telemetry;

/// <summary>Encodes rows of any kind, and decodes a batch into one line of text per row to compare.</summary>
internal static class Batches
{
    public static byte[] Encode(IEnumerable<object> rows)
    {
        var writer = new RecordBatchWriter();
        foreach (var row in rows)
            Add(writer, row);
        return ToArray(writer);
    }

    public static byte[] ToArray(RecordBatchWriter writer)
    {
        var output = new ArrayBufferWriter<byte>();
        writer.WriteTo(output);
        return output.WrittenSpan.ToArray();
    }

    public static void Add(RecordBatchWriter writer, object row)
    {
        switch (row)
        {
            case InferenceRecord record: writer.Add(record); break;
            case GpuSample gpu: writer.Add(gpu); break;
            case EngineSample engine: writer.Add(engine); break;
            case HostSample host: writer.Add(host); break;
            case Feedback feedback: writer.Add(feedback); break;
            case Outcome outcome: writer.Add(outcome); break;
            case ScoreSample score: writer.Add(score); break;
            case AggregateSample aggregate: writer.Add(aggregate); break;
            default: throw new ArgumentException($"No row: {row}", nameof(row));
        }
    }

    public static List<string> Describe(IEnumerable<object> rows) => [.. rows.Select(Describe)];

    public static string Describe(object row) => $"{row.GetType().Name} {JsonSerializer.Serialize(row, row.GetType())}";

    /// <summary>Every row of a good batch; fails the test for another.</summary>
    public static List<string> Decode(ReadOnlySpan<byte> batch)
    {
        Assert.True(RecordBatchReader.TryOpen(batch, out var reader, out var error), error);
        var rows = new List<string>();
        while (reader.MoveNext())
            rows.Add(Current(reader));
        Assert.Null(reader.Error);
        Assert.Equal(reader.Count, rows.Count);
        return rows;
    }

    public static string Current(RecordBatchReader reader)
    {
        const string component = ArbitraryTelemetry.Component;
        if (reader.Kind == TelemetryKind.Inference)
        {
            var record = new InferenceRecord();
            Assert.True(reader.CopyTo(record, component));
            return Describe(record);
        }
        return Describe(reader.Kind switch
        {
            TelemetryKind.Gpu => reader.ReadGpu(component),
            TelemetryKind.Engine => reader.ReadEngine(component),
            TelemetryKind.Host => reader.ReadHost(component),
            TelemetryKind.Feedback => reader.ReadFeedback(component),
            TelemetryKind.Score => reader.ReadScore(component),
            TelemetryKind.Aggregate => reader.ReadAggregate(component),
            _ => (object)reader.ReadOutcome(component),
        });
    }
}
