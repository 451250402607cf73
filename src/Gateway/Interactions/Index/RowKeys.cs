using System.Buffers.Binary;
using System.Text;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Interactions.Index;

/// <summary>
/// Hashes that rows are looked up by, under the installation's key: of a request id, a trace id or a session. The upper
/// 40 bits count; the lower 24 are free for the number of a block.
/// </summary>
internal readonly struct RowKeys(KeyedHash hash)
{
    public const int BlockBits = 24;
    public const ulong BlockMask = (1UL << BlockBits) - 1;

    private const int MaxIdBytes = 3 * TelemetryLimits.TextChars;

    private enum Kind : byte
    {
        Request = 1,
        Trace = 2,
        Session = 3,
        Check = 4,
    }

    /// <summary>Tells an index that was made under another key.</summary>
    public ulong Check => Of(Kind.Check, []);

    public ulong OfRequest(ReadOnlySpan<byte> id) => Of(Kind.Request, id);

    public ulong OfRequest(string id) => Of(Kind.Request, Encoding.UTF8.GetBytes(id));

    /// <param name="id">Sixteen bytes.</param>
    public ulong OfTrace(ReadOnlySpan<byte> id) => Of(Kind.Trace, id);

    /// <param name="pseudonym">What stands for the session in the journal.</param>
    public ulong OfSession(ulong pseudonym)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, pseudonym);
        return Of(Kind.Session, bytes);
    }

    private ulong Of(Kind kind, ReadOnlySpan<byte> id)
    {
        Span<byte> bytes = id.Length < MaxIdBytes ? stackalloc byte[1 + id.Length] : new byte[1 + id.Length];
        bytes[0] = (byte)kind;
        id.CopyTo(bytes[1..]);
        return hash.Hash64(bytes) & ~BlockMask;
    }
}
