using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;

namespace Plimsoll.Telemetry.Codec;

/// <summary>The texts of the batch being written, each once, in the order in which rows first named them.</summary>
internal sealed class TextTable
{
    private readonly Dictionary<string, int> indexes = new(StringComparer.Ordinal);
    private readonly ArrayBufferWriter<byte> bytes = new();

    public int Count => indexes.Count;

    public ReadOnlySpan<byte> Bytes => bytes.WrittenSpan;

    public void Clear()
    {
        indexes.Clear();
        bytes.ResetWrittenCount();
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
