using System.Buffers.Binary;
using System.Numerics;

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
        var state = Start();
        state.Absorb(data);
        state.V2 ^= 0xff;
        return state.Squeeze();
    }

    /// <summary>
    /// 128-bit SipHash-2-4 of the bytes (the 128-bit variant of the reference implementation); its sixteen output
    /// bytes are read as a little-endian number.
    /// </summary>
    public UInt128 Hash128(ReadOnlySpan<byte> data)
    {
        var state = Start();
        state.V1 ^= 0xee;
        state.Absorb(data);
        state.V2 ^= 0xee;
        var lower = state.Squeeze();
        state.V1 ^= 0xdd;
        return new UInt128(state.Squeeze(), lower);
    }

    private SipState Start() =>
        keyed ? new SipState(k0, k1) : throw new InvalidOperationException("This KeyedHash was made without a key");

    private struct SipState(ulong k0, ulong k1)
    {
        private ulong v0 = k0 ^ 0x736f6d6570736575;
        public ulong V1 = k1 ^ 0x646f72616e646f6d;
        public ulong V2 = k0 ^ 0x6c7967656e657261;
        private ulong v3 = k1 ^ 0x7465646279746573;

        public void Absorb(ReadOnlySpan<byte> data)
        {
            var last = (ulong)data.Length << 56;
            for (; data.Length >= 8; data = data[8..])
                AbsorbWord(BinaryPrimitives.ReadUInt64LittleEndian(data));
            for (var i = 0; i < data.Length; i++)
                last |= (ulong)data[i] << (8 * i);
            AbsorbWord(last);
        }

        /// <summary>The four closing rounds and their output word.</summary>
        public ulong Squeeze()
        {
            Round();
            Round();
            Round();
            Round();
            return v0 ^ V1 ^ V2 ^ v3;
        }

        private void AbsorbWord(ulong word)
        {
            v3 ^= word;
            Round();
            Round();
            v0 ^= word;
        }

        private void Round()
        {
            v0 += V1;
            V1 = BitOperations.RotateLeft(V1, 13) ^ v0;
            v0 = BitOperations.RotateLeft(v0, 32);
            V2 += v3;
            v3 = BitOperations.RotateLeft(v3, 16) ^ V2;
            v0 += v3;
            v3 = BitOperations.RotateLeft(v3, 21) ^ v0;
            V2 += V1;
            V1 = BitOperations.RotateLeft(V1, 17) ^ V2;
            V2 = BitOperations.RotateLeft(V2, 32);
        }
    }
}
