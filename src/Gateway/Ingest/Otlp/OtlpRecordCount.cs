using Google.Protobuf;

namespace Plimsoll.Gateway.Ingest.Otlp;

/// <summary>
/// Counts the messages in a protobuf body that stand on a path of field numbers, without making objects: two bytes on
/// the wire can be a span, so that a bound on their number must be judged before they are parsed.
/// </summary>
internal static class OtlpRecordCount
{
    private const int WireTypeBits = 3;
    private const int MaxVarintBytes = 10;

    /// <summary>Spans of a traces request, log records of a logs request and metrics of a metrics request alike.</summary>
    public static readonly int[] Records = [1, 2, 2];

    /// <summary>Data points of every kind of metric.</summary>
    private static readonly int[][] s_points = [[1, 2, 2, 5, 1], [1, 2, 2, 7, 1], [1, 2, 2, 9, 1], [1, 2, 2, 10, 1], [1, 2, 2, 11, 1]];

    /// <summary>Whether there are more than so many; what is malformed is for the parser to tell.</summary>
    public static bool Exceeds(ReadOnlySpan<byte> body, int most) => Count(body, Records, most) > most;

    /// <summary>Whether there are more metrics or more data points than so many.</summary>
    public static bool PointsExceed(ReadOnlySpan<byte> body, int most)
    {
        var points = 0;
        foreach (var path in s_points)
            points += Count(body, path, most);
        return points > most || Exceeds(body, most);
    }

    private static int Count(ReadOnlySpan<byte> message, ReadOnlySpan<int> path, int most)
    {
        var count = 0;
        while (count <= most && TryReadVarint(ref message, out var tag))
        {
            if (!TryTake(ref message, (WireFormat.WireType)(tag & ((1 << WireTypeBits) - 1)), out var value))
                return count;
            if (tag != WireFormat.MakeTag(path[0], WireFormat.WireType.LengthDelimited))
                continue;
            count += path.Length == 1 ? 1 : Count(value, path[1..], most - count);
        }
        return count;
    }

    private static bool TryTake(ref ReadOnlySpan<byte> message, WireFormat.WireType type, out ReadOnlySpan<byte> value)
    {
        value = default;
        ulong length = type switch
        {
            WireFormat.WireType.Fixed64 => sizeof(ulong),
            WireFormat.WireType.Fixed32 => sizeof(uint),
            _ => 0,
        };
        var known = type switch
        {
            WireFormat.WireType.Varint => TryReadVarint(ref message, out _),
            WireFormat.WireType.LengthDelimited => TryReadVarint(ref message, out length),
            _ => length > 0,
        };
        if (!known || length > (ulong)message.Length)
            return false;
        value = message[..(int)length];
        message = message[(int)length..];
        return true;
    }

    private static bool TryReadVarint(ref ReadOnlySpan<byte> message, out ulong value)
    {
        value = 0;
        for (var i = 0; i < Math.Min(message.Length, MaxVarintBytes); i++)
        {
            value |= (ulong)(message[i] & 0x7f) << (7 * i);
            if (message[i] >= 0x80)
                continue;
            message = message[(i + 1)..];
            return true;
        }
        return false;
    }
}
