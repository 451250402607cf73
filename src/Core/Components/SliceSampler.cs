using Plimsoll.Aggregation;
using Plimsoll.Components.History;
using Plimsoll.Telemetry;

namespace Plimsoll.Components;

/// <summary>Adds a request to the slices of its dimensions and its stages to theirs.</summary>
internal static class SliceSampler
{
    public static void Add(ComponentData data, SourceTrack track, ref RequestSample sample, ref RecordBatchReader reader, long atMs)
    {
        ref readonly var row = ref reader.Inference;
        data.Tenants.Count(row.Tenant, row.Source, atMs, in sample.Counters);
        if (row.ModelVersion < 0 && row.Variant < 0 && row.Copy < 0 && row.StageCount == 0)
            return;
        var block = track.Slices.At(atMs, data.Version);
        AddTo(data, block, Dimension.ModelVersion, reader.Text(row.ModelVersion), ref sample, atMs);
        AddTo(data, block, Dimension.Variant, reader.Text(row.Variant), ref sample, atMs);
        AddTo(data, block, Dimension.Copy, reader.Text(row.Copy), ref sample, atMs);
        if (row.StageCount > 0 && sample.ErrorType is null)
            AddStages(data, block, ref reader);
    }

    private static void AddTo(ComponentData data, SliceBlock block, Dimension dimension, string? value, ref RequestSample sample, long atMs)
    {
        if (value is not null)
            block.Slice(dimension, value, data.Settings.MaxBreakdownValues, ref data.Quality.OverflowedValues).Add(ref sample, atMs);
    }

    private static void AddStages(ComponentData data, SliceBlock block, ref RecordBatchReader reader)
    {
        var position = 0;
        foreach (var stage in reader.Stages)
        {
            if (reader.Text(stage.Name) is { } name && stage.Ns >= 0)
                block.Stage(name, position++, data.Settings.MaxNamedValues, ref data.Quality.OverflowedValues).Record(HistogramPoint.OfNanoseconds(stage.Ns));
        }
    }
}
