namespace Plimsoll.Telemetry;

/// <summary>
/// SipHash-2-4 (Aumasson and Bernstein, 2012) under a 128-bit key. Keyed, so that nobody who does not hold the
/// key can make two ids collide or test whether a user is in the data.
/// </summary>
public readonly struct KeyedHash
{

    /// <param name="key">16 bytes.</param>
    public KeyedHash(ReadOnlySpan<byte> key) => throw new NotImplementedException();

    /// <summary>64-bit SipHash-2-4 of the bytes.</summary>
    public ulong Hash64(ReadOnlySpan<byte> data) => throw new NotImplementedException();

    /// <summary>128-bit SipHash-2-4 of the bytes (the 128-bit variant of the reference implementation).</summary>
    public UInt128 Hash128(ReadOnlySpan<byte> data) => throw new NotImplementedException();
}
