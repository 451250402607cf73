using Plimsoll.Aggregation;
using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Components.History;

/// <summary>What requests are sliced by. Values are part of the stored format.</summary>
internal enum Dimension
{
    ModelVersion = 0,
    Variant = 1,
    Copy = 2,
    Tenant = 3,
}

/// <summary>Slices, stages and model loadings of six hours; the names are bounded per block, so that old ones make room.</summary>
internal sealed class SliceBlock(long index)
{
    public const int Hours = 6;
    public const int Dimensions = 4;

    private const byte Format = 3;

    /// <summary>Without tenants and token cost.</summary>
    private const byte FormatBefore = 2;
    private const int DimensionsBefore = 3;
    private const int RecentStages = 8;

    private readonly Dictionary<string, Slice>?[] _slices = new Dictionary<string, Slice>?[Dimensions];
    private readonly (string? Name, ExponentialHistogram? Distribution)[] _recentStages = new (string?, ExponentialHistogram?)[RecentStages];
    private Dictionary<string, ExponentialHistogram>? _stages;
    private Dictionary<string, ModelLoad>? _modelLoads;

    /// <summary>Unix hour ÷ 6.</summary>
    public long Index { get; } = index;

    public long Version { get; set; }

    public IReadOnlyDictionary<string, ExponentialHistogram>? Stages => _stages;

    /// <summary>By copy.</summary>
    public IReadOnlyDictionary<string, ModelLoad>? ModelLoads => _modelLoads;

    public IReadOnlyDictionary<string, Slice>? Slices(Dimension dimension) => _slices[(int)dimension];

    /// <summary>The slice of a value, or of <see cref="NamedCounters.Other"/> when there is no more room.</summary>
    public Slice Slice(Dimension dimension, string value, int limit, ref long overflowed) =>
        Slot(_slices[(int)dimension] ??= [], value, limit, ref overflowed);

    /// <summary>The distribution of a stage, or of <see cref="NamedCounters.Other"/> when there is no more room.</summary>
    /// <param name="position">Of the stage in its request: requests of a batch mostly name the same stages in the same order.</param>
    public ExponentialHistogram Stage(string name, int position, int limit, ref long overflowed)
    {
        ref var recent = ref _recentStages[position % RecentStages];
        if (ReferenceEquals(recent.Name, name))
            return recent.Distribution!;
        var before = overflowed;
        var distribution = Slot(_stages ??= [], name, limit, ref overflowed);
        if (overflowed == before)
            recent = (name, distribution);
        return distribution;
    }

    /// <summary>The loadings of a copy's model, or of <see cref="NamedCounters.Other"/> when there is no more room.</summary>
    public ModelLoad ModelLoad(string copy, int limit, ref long overflowed) => Slot(_modelLoads ??= [], copy, limit, ref overflowed);

    public void Write(StateWriter writer)
    {
        writer.Byte(Format);
        writer.Count(Index);
        foreach (var slices in _slices)
            WriteNamed(writer, slices, static (slice, w) => slice.Write(w));
        WriteNamed(writer, _stages, HistogramCodec.Write);
        WriteNamed(writer, _modelLoads, static (load, w) => load.Write(w));
    }

    public static SliceBlock Read(ref StateReader reader)
    {
        var before = reader.Version(FormatBefore, Format) == FormatBefore;
        var block = new SliceBlock(reader.Count());
        for (var i = 0; i < (before ? DimensionsBefore : Dimensions); i++)
            block._slices[i] = ReadNamed<Slice>(ref reader, before ? History.Slice.ReadBefore : History.Slice.Read);
        block._stages = ReadNamed<ExponentialHistogram>(ref reader, HistogramCodec.Read);
        block._modelLoads = ReadNamed<ModelLoad>(ref reader, Aggregation.ModelLoad.Read);
        return block;
    }

    private static T Slot<T>(Dictionary<string, T> slots, string name, int limit, ref long overflowed)
        where T : class, new()
    {
        if (slots.TryGetValue(name, out var slot))
            return slot;
        if (slots.Count >= limit)
        {
            overflowed++;
            name = NamedCounters.Other;
        }
        if (!slots.TryGetValue(name, out slot))
            slots[name] = slot = new();
        return slot;
    }

    private static void WriteNamed<T>(StateWriter writer, Dictionary<string, T>? named, Action<T, StateWriter> write)
    {
        writer.Count(named?.Count ?? 0);
        foreach (var (name, value) in (named ?? []).OrderBy(e => e.Key, StringComparer.Ordinal))
        {
            writer.Text(name);
            write(value, writer);
        }
    }

    private static Dictionary<string, T>? ReadNamed<T>(ref StateReader reader, StateReader.Read<T> read)
    {
        var count = reader.Length(NamedCounters.HardLimit);
        if (count == 0)
            return null;
        var named = new Dictionary<string, T>(count);
        for (; count > 0; count--)
            named[reader.Text() ?? throw reader.Corrupt("a slice without a name")] = read(ref reader);
        return named;
    }
}
