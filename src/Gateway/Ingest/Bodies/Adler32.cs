namespace Plimsoll.Gateway.Ingest.Bodies;

/// <summary>The checksum of RFC 1950.</summary>
internal static class Adler32
{
    private const uint Modulus = 65521;

    /// <summary>The most bytes whose sums still fit 32 bits (RFC 1950's reference implementation).</summary>
    private const int Stretch = 5552;

    public static uint Of(ReadOnlySpan<byte> data)
    {
        uint low = 1, high = 0;
        while (!data.IsEmpty)
        {
            var stretch = data[..Math.Min(Stretch, data.Length)];
            foreach (var b in stretch)
            {
                low += b;
                high += low;
            }
            low %= Modulus;
            high %= Modulus;
            data = data[stretch.Length..];
        }
        return (high << 16) | low;
    }
}
