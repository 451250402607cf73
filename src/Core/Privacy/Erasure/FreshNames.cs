using System.Buffers.Binary;
using Plimsoll.Telemetry;

namespace Plimsoll.Privacy.Erasure;

/// <summary>Other names for what has to stay apart without telling whose it was. Nobody who lacks the seed can say which was which.</summary>
/// <param name="seed">Random, of one erasure, and kept by nobody.</param>
public sealed class FreshNames(Guid seed)
{
    private readonly KeyedHash _hash = new(seed.ToByteArray());

    public ulong Of(ulong name)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, name);
        return _hash.Hash64(bytes);
    }

    /// <summary>
    /// Puts other names in the place of pseudonyms in a stored block of a component's history, in which they stand as eight
    /// bytes; null when none does.
    /// </summary>
    public byte[]? Replace(ReadOnlySpan<byte> block, IReadOnlyList<ulong> pseudonyms)
    {
        byte[]? replaced = null;
        Span<byte> wanted = stackalloc byte[sizeof(ulong)];
        foreach (var pseudonym in pseudonyms)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(wanted, pseudonym);
            for (int at; (at = (replaced ?? block).IndexOf(wanted)) >= 0;)
            {
                replaced ??= block.ToArray();
                BinaryPrimitives.WriteUInt64LittleEndian(replaced.AsSpan(at), Of(pseudonym));
            }
        }
        return replaced;
    }
}
