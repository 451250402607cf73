using Plimsoll.Aggregation;

namespace Plimsoll.Telemetry.Codec;

internal static class AggregateRowCodec
{
    private const int FixedBytes = 160;

    [Flags]
    private enum Fields
    {
        None = 0,
        Copy = 1 << 0,
        Model = 1 << 1,
        ModelVersion = 1 << 2,
        Cumulative = 1 << 3,
        Start = 1 << 4,
        Name = 1 << 5,
        Distribution = 1 << 6,
        All = (1 << 7) - 1,
    }

    public static int MaxBytes(AggregateSample sample) =>
        FixedBytes + (sample.Distribution is { } d ? d.Counts.Count * Varint.MaxBytes + (d.Bounds?.Count ?? 0) * sizeof(double) : 0);

    public static void Write(ref SpanWriter writer, AggregateSample sample, TextTable texts)
    {
        writer.WriteNumber((long)Present(sample));
        writer.WriteByte((byte)sample.Family);
        writer.WriteByte((byte)sample.Target);
        writer.WriteUInt64(sample.Series);
        SampleCodec.WriteText(ref writer, sample.Copy, texts);
        SampleCodec.WriteText(ref writer, sample.Model, texts);
        SampleCodec.WriteText(ref writer, sample.ModelVersion, texts);
        SampleCodec.WriteNumber(ref writer, sample.StartMs);
        SampleCodec.WriteText(ref writer, sample.Name, texts);
        if (sample.Distribution is not { } distribution)
        {
            writer.WriteNumber(sample.Value);
            return;
        }
        writer.WriteByte((byte)sample.Measure);
        AggregateDistributionCodec.Write(ref writer, distribution);
    }

    public static AggregateSample Read(ref ByteCursor cursor, RowHead head, BatchTexts texts)
    {
        var fields = (Fields)cursor.ReadIndex((int)Fields.All + 1);
        var hasDistribution = (fields & Fields.Distribution) != 0;
        return new AggregateSample
        {
            Component = "",
            TimestampMs = head.TimestampMs,
            Source = head.Source,
            Cumulative = (fields & Fields.Cumulative) != 0,
            Family = (AggregateFamily)cursor.ReadIndex((int)AggregateFamily.TokenWeighted + 1),
            Target = (AggregateTarget)cursor.ReadIndex((int)AggregateTarget.Distribution + 1),
            Series = cursor.ReadUInt64(),
            Copy = SampleCodec.ReadText(ref cursor, (fields & Fields.Copy) != 0, texts),
            Model = SampleCodec.ReadText(ref cursor, (fields & Fields.Model) != 0, texts),
            ModelVersion = SampleCodec.ReadText(ref cursor, (fields & Fields.ModelVersion) != 0, texts),
            StartMs = SampleCodec.ReadNumber(ref cursor, (fields & Fields.Start) != 0),
            Name = SampleCodec.ReadText(ref cursor, (fields & Fields.Name) != 0, texts),
            Value = hasDistribution ? 0 : cursor.ReadNumber(),
            Measure = hasDistribution ? (Measure)cursor.ReadIndex(Measures.Count) : default,
            Distribution = hasDistribution ? AggregateDistributionCodec.Read(ref cursor) : null,
        };
    }

    private static Fields Present(AggregateSample sample) =>
        (sample.Copy is null ? 0 : Fields.Copy)
        | (sample.Model is null ? 0 : Fields.Model)
        | (sample.ModelVersion is null ? 0 : Fields.ModelVersion)
        | (sample.Cumulative ? Fields.Cumulative : 0)
        | (sample.StartMs is null ? 0 : Fields.Start)
        | (sample.Name is null ? 0 : Fields.Name)
        | (sample.Distribution is null ? 0 : Fields.Distribution);
}
