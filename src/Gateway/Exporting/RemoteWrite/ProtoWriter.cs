using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Plimsoll.Gateway.Exporting.RemoteWrite;

/// <summary>Writes protobuf fields of the types that remote write needs.</summary>
internal static class ProtoWriter
{
    private const int BytesType = 2;
    private const int MaxVarintBytes = 10;

    public static void Double(IBufferWriter<byte> output, int field, double value)
    {
        Varint(output, (ulong)((field << 3) | 1));
        BinaryPrimitives.WriteDoubleLittleEndian(output.GetSpan(sizeof(double)), value);
        output.Advance(sizeof(double));
    }

    public static void Number(IBufferWriter<byte> output, int field, long value)
    {
        Varint(output, (ulong)(field << 3));
        Varint(output, (ulong)value);
    }

    public static void Text(IBufferWriter<byte> output, int field, string value)
    {
        Varint(output, (ulong)((field << 3) | BytesType));
        Varint(output, (ulong)Encoding.UTF8.GetByteCount(value));
        Encoding.UTF8.GetBytes(value, output);
    }

    public static void Message(IBufferWriter<byte> output, int field, ReadOnlySpan<byte> message)
    {
        Varint(output, (ulong)((field << 3) | BytesType));
        Varint(output, (ulong)message.Length);
        output.Write(message);
    }

    private static void Varint(IBufferWriter<byte> output, ulong value)
    {
        var bytes = output.GetSpan(MaxVarintBytes);
        var length = 0;
        for (; value >= 0x80; value >>= 7)
            bytes[length++] = (byte)(value | 0x80);
        bytes[length++] = (byte)value;
        output.Advance(length);
    }
}
