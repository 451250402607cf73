using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.Intrinsics;
using System.Text;

namespace Plimsoll.Quality.Screening;

/// <summary>
/// Finds any of some phrases in UTF-8, in any case, sixteen bytes at a time: nibbles of four neighbouring bytes say which
/// phrases could begin there, and only those are compared (the fingerprints of the Teddy algorithm of Hyperscan).
/// </summary>
internal sealed class HarmScan
{
    private const int Buckets = 8;
    private const int Fingerprint = 4;
    private const uint LowerCase = 0x20202020;

    private readonly (uint Start, byte[] Phrase)[][] _buckets = new (uint, byte[])[Buckets][];
    private readonly Vector128<byte>[] _low = new Vector128<byte>[Fingerprint];
    private readonly Vector128<byte>[] _high = new Vector128<byte>[Fingerprint];

    /// <param name="phrases">Lower-case ASCII letters and spaces, at least four characters each.</param>
    public HarmScan(IReadOnlyList<string> phrases)
    {
        var sorted = phrases.Order(StringComparer.Ordinal).Select(Encoding.ASCII.GetBytes).ToList();
        for (var bucket = 0; bucket < Buckets; bucket++)
            _buckets[bucket] = [.. sorted.Where((_, i) => i * Buckets / sorted.Count == bucket).Select(p => (StartOf(p), p))];
        for (var at = 0; at < Fingerprint; at++)
        {
            var (low, high) = (new byte[16], new byte[16]);
            for (var bucket = 0; bucket < Buckets; bucket++)
            {
                foreach (var (_, phrase) in _buckets[bucket])
                {
                    low[phrase[at] & 0xf] |= (byte)(1 << bucket);
                    high[phrase[at] >> 4] |= (byte)(1 << bucket);
                }
            }
            (_low[at], _high[at]) = (Vector128.Create(low), Vector128.Create(high));
        }
    }

    public bool Finds(ReadOnlySpan<byte> utf8)
    {
        var at = 0;
        for (; at + Vector128<byte>.Count + Fingerprint - 1 <= utf8.Length; at += Vector128<byte>.Count)
        {
            var buckets = Possible(utf8, at, 0) & Possible(utf8, at, 1) & Possible(utf8, at, 2) & Possible(utf8, at, 3);
            for (var places = ~Vector128.Equals(buckets, Vector128<byte>.Zero).ExtractMostSignificantBits() & 0xffff; places != 0; places &= places - 1)
            {
                var place = BitOperations.TrailingZeroCount(places);
                if (BeginsWithAny(utf8[(at + place)..], buckets[place]))
                    return true;
            }
        }
        for (; at + Fingerprint <= utf8.Length; at++)
        {
            if (BeginsWithAny(utf8[at..], byte.MaxValue))
                return true;
        }
        return false;
    }

    private Vector128<byte> Possible(ReadOnlySpan<byte> utf8, int at, int offset)
    {
        var bytes = Vector128.Create(utf8.Slice(at + offset, Vector128<byte>.Count)) | Vector128.Create((byte)0x20);
        return Vector128.Shuffle(_low[offset], bytes & Vector128.Create((byte)0xf)) & Vector128.Shuffle(_high[offset], bytes >>> 4);
    }

    /// <param name="buckets">A bit for each bucket of phrases that it may begin with.</param>
    private bool BeginsWithAny(ReadOnlySpan<byte> utf8, uint buckets)
    {
        var start = StartOf(utf8);
        for (; buckets != 0; buckets &= buckets - 1)
        {
            foreach (var (first, phrase) in _buckets[BitOperations.TrailingZeroCount(buckets)])
            {
                if (first == start && utf8.Length >= phrase.Length && Ascii.EqualsIgnoreCase(utf8[..phrase.Length], phrase))
                    return true;
            }
        }
        return false;
    }

    private static uint StartOf(ReadOnlySpan<byte> utf8) => BinaryPrimitives.ReadUInt32LittleEndian(utf8) | LowerCase;
}
