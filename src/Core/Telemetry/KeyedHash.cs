using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Plimsoll.Telemetry;

/// <summary>
/// SipHash-2-4 (Aumasson and Bernstein, 2012) under a 128-bit key. Keyed, so that nobody who does not hold the
/// key can make two ids collide or test whether a user is in the data. A <c>default</c> instance holds no key:
/// hashing with it throws <see cref="InvalidOperationException"/>, so that a forgotten key is never a known one.
/// </summary>
public readonly struct KeyedHash
{
    /// <summary>Length of a key, bytes.</summary>
    public const int KeyBytes = 16;

    private readonly ulong k0;
    private readonly ulong k1;
    private readonly bool keyed;

    /// <param name="key">Exactly 16 bytes; anything else throws <see cref="ArgumentException"/>.</param>
    public KeyedHash(ReadOnlySpan<byte> key)
    {
        if (key.Length != KeyBytes)
            throw new ArgumentException($"A key has {KeyBytes} bytes, not {key.Length}", nameof(key));
        k0 = BinaryPrimitives.ReadUInt64LittleEndian(key);
        k1 = BinaryPrimitives.ReadUInt64LittleEndian(key[8..]);
        keyed = true;
    }

    /// <summary>64-bit SipHash-2-4 of the bytes.</summary>
    public ulong Hash64(ReadOnlySpan<byte> data)
    {
        Begin(out var v0, out var v1, out var v2, out var v3);
        Absorb(data, ref v0, ref v1, ref v2, ref v3);
        v2 ^= 0xff;
        return Squeeze(ref v0, ref v1, ref v2, ref v3);
    }

    /// <summary>
    /// 128-bit SipHash-2-4 of the bytes (the 128-bit variant of the reference implementation); its sixteen output
    /// bytes are read as a little-endian number.
    /// </summary>
    public UInt128 Hash128(ReadOnlySpan<byte> data)
    {
        Begin(out var v0, out var v1, out var v2, out var v3);
        v1 ^= 0xee;
        Absorb(data, ref v0, ref v1, ref v2, ref v3);
        v2 ^= 0xee;
        var lower = Squeeze(ref v0, ref v1, ref v2, ref v3);
        v1 ^= 0xdd;
        return new UInt128(Squeeze(ref v0, ref v1, ref v2, ref v3), lower);
    }

    // The four words stay locals of the caller, all inlined: as fields of a struct they cost three times as much.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Begin(out ulong v0, out ulong v1, out ulong v2, out ulong v3)
    {
        if (!keyed)
            throw new InvalidOperationException("This KeyedHash was made without a key");
        v0 = k0 ^ 0x736f6d6570736575;
        v1 = k1 ^ 0x646f72616e646f6d;
        v2 = k0 ^ 0x6c7967656e657261;
        v3 = k1 ^ 0x7465646279746573;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Absorb(ReadOnlySpan<byte> data, ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        var last = (ulong)data.Length << 56;
        for (; data.Length >= sizeof(ulong); data = data[sizeof(ulong)..])
            AbsorbWord(BinaryPrimitives.ReadUInt64LittleEndian(data), ref v0, ref v1, ref v2, ref v3);
        for (var i = 0; i < data.Length; i++)
            last |= (ulong)data[i] << (8 * i);
        AbsorbWord(last, ref v0, ref v1, ref v2, ref v3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AbsorbWord(ulong word, ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        v3 ^= word;
        Round(ref v0, ref v1, ref v2, ref v3);
        Round(ref v0, ref v1, ref v2, ref v3);
        v0 ^= word;
    }

    /// <summary>The four closing rounds and their output word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Squeeze(ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        Round(ref v0, ref v1, ref v2, ref v3);
        Round(ref v0, ref v1, ref v2, ref v3);
        Round(ref v0, ref v1, ref v2, ref v3);
        Round(ref v0, ref v1, ref v2, ref v3);
        return v0 ^ v1 ^ v2 ^ v3;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round(ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        v0 += v1;
        v2 += v3;
        v1 = BitOperations.RotateLeft(v1, 13) ^ v0;
        v3 = BitOperations.RotateLeft(v3, 16) ^ v2;
        v0 = BitOperations.RotateLeft(v0, 32) + v3;
        v2 += v1;
        v1 = BitOperations.RotateLeft(v1, 17) ^ v2;
        v3 = BitOperations.RotateLeft(v3, 21) ^ v0;
        v2 = BitOperations.RotateLeft(v2, 32);
    }
}
