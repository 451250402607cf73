using System.Buffers.Binary;
using System.Text;

namespace Plimsoll.Gateway.Ingest.Json;

/// <summary>
/// Gives repeated short strings one instance without decoding them again. Direct-mapped and of fixed size: a
/// newcomer takes its slot, so hostile variety costs an allocation and never memory. Not thread-safe.
/// </summary>
internal sealed class Utf8StringPool
{
    private const int Slots = 2048;
    private const int MaxBytes = 128;

    private readonly (byte[]? Utf8, string Text)[] _slots = new (byte[]?, string)[Slots];

    public string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length is 0 or > MaxBytes)
            return Encoding.UTF8.GetString(utf8);
        ref var slot = ref _slots[SlotOf(utf8)];
        if (slot.Utf8 is not null && utf8.SequenceEqual(slot.Utf8))
            return slot.Text;
        slot = (utf8.ToArray(), Encoding.UTF8.GetString(utf8));
        return slot.Text;
    }

    private static int SlotOf(ReadOnlySpan<byte> utf8)
    {
        ulong hash = (uint)utf8.Length;
        if (utf8.Length >= sizeof(ulong))
        {
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(utf8));
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(utf8[^sizeof(ulong)..]));
        }
        else
        {
            foreach (var b in utf8)
                hash = (hash << 8) | b;
            hash = Mix(hash);
        }
        return (int)(hash >> 53);
    }

    /// <summary>Fibonacci hashing: the high bits of the product depend on all bits.</summary>
    private static ulong Mix(ulong x) => (x ^ (x >> 32)) * 0x9E3779B97F4A7C15;
}
