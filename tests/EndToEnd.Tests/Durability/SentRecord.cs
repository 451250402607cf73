using System.Globalization;
using System.Text;

namespace Plimsoll.EndToEnd.Tests.Durability;

/// <summary>
/// One record of the load. Its tokens are hashes of its number, so that sums per component and minute differ
/// unless exactly the same records are in them.
/// </summary>
internal readonly record struct SentRecord(int Number, long TimestampMs)
{
    public const int Components = 20;

    public string Component => string.Create(CultureInfo.InvariantCulture, $"model-{Number % Components}");

    public long Minute => TimestampMs / 60_000;

    public long InputTokens => (long)(Mix((ulong)Number) % 1_000_000);

    public long OutputTokens => (long)(Mix((ulong)Number + 0x5bd1e995) % 1_000_000);

    public void WriteTo(StringBuilder json) => json.Append(CultureInfo.InvariantCulture,
        $$"""{"request_id":"r-{{Number}}","component":"{{Component}}","timestamp":{{TimestampMs}},"input_tokens":{{InputTokens}},"output_tokens":{{OutputTokens}},"total_latency_ms":{{Number % 900 + 10}}}""");

    // The finalizer of SplitMix64 (Steele, Lea and Flood, 2014).
    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return z ^ (z >> 31);
    }
}
