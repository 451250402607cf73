using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;

namespace Plimsoll.Telemetry.Codec;

/// <summary>The texts of the batch being written, each once, in the order in which rows first named them.</summary>
internal sealed class TextTable
{
    public const int Slots = 32;

    private readonly Dictionary<string, int> indexes = new(StringComparer.Ordinal);
    private readonly (string? Text, int Index)[] recent = new (string?, int)[Slots];
    private readonly ArrayBufferWriter<byte> bytes = new();

    public int Count => indexes.Count;

    public ReadOnlySpan<byte> Bytes => bytes.WrittenSpan;

    public void Clear()
    {
        indexes.Clear();
        recent.AsSpan().Clear();
        bytes.ResetWrittenCount();
    }

    /// <param name="text">The text of a field.</param>
    /// <param name="slot">The field, below <see cref="Slots"/>: it often says again what it said in the row before.</param>
    public int IndexOf(string text, int slot)
    {
        ref var last = ref recent[slot];
        if (!string.Equals(last.Text, text))
            last = (text, IndexOf(text));
        return last.Index;
    }

    public int IndexOf(string text)
    {
        if (indexes.TryGetValue(text, out var index))
            return index;
        return Add(text);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int Add(string text)
    {
        var writer = new SpanWriter(bytes.GetSpan(Varint.MaxBytes + Encoding.UTF8.GetMaxByteCount(text.Length)));
        writer.WriteText(text);
        bytes.Advance(writer.Position);
        indexes.Add(text, indexes.Count);
        return indexes.Count - 1;
    }
}
