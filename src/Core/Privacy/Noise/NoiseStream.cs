using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Plimsoll.Privacy.Noise;

/// <summary>
/// Random bits from a key that was drawn once and a label (HMAC-SHA-256 over a counter). The same key and label give the same
/// bits again, so that noise is drawn once and asking twice averages nothing out.
/// </summary>
public sealed class NoiseStream
{
    public const int KeyBytes = 32;

    private readonly byte[] _key;
    private readonly byte[] _block = new byte[SHA256.HashSizeInBytes];
    private ulong _counter;
    private int _at = SHA256.HashSizeInBytes;

    public NoiseStream(ReadOnlySpan<byte> key, string label) => _key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(label));

    /// <summary>Uniform over all values.</summary>
    public ulong Next()
    {
        if (_at == _block.Length)
        {
            Span<byte> counter = stackalloc byte[sizeof(ulong)];
            BinaryPrimitives.WriteUInt64BigEndian(counter, _counter++);
            HMACSHA256.HashData(_key, counter, _block);
            _at = 0;
        }
        var value = BinaryPrimitives.ReadUInt64LittleEndian(_block.AsSpan(_at));
        _at += sizeof(ulong);
        return value;
    }

    /// <summary>Uniform below a bound, without bias.</summary>
    public ulong Below(ulong bound)
    {
        var limit = ulong.MaxValue - ulong.MaxValue % bound;
        while (true)
        {
            var value = Next();
            if (value < limit)
                return value % bound;
        }
    }
}
