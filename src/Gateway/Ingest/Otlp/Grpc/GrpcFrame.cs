using System.Buffers.Binary;
using Plimsoll.Gateway.Ingest.Bodies;

namespace Plimsoll.Gateway.Ingest.Otlp.Grpc;

/// <summary>The five bytes before a message of gRPC: whether it is compressed, and its length, big-endian.</summary>
internal static class GrpcFrame
{
    public const int PrefixBytes = 5;

    /// <summary>The message of a body that holds exactly one.</summary>
    public static Refusal? TryRead(ReadOnlySpan<byte> body, out bool isCompressed, out ReadOnlySpan<byte> message)
    {
        isCompressed = false;
        message = default;
        if (body.Length < PrefixBytes || body[0] > 1)
            return Malformed("The body does not begin with a message of gRPC.");
        var length = BinaryPrimitives.ReadUInt32BigEndian(body[1..]);
        message = body[PrefixBytes..];
        isCompressed = body[0] == 1;
        return length == message.Length ? null
            : Malformed($"The message is said to have {length} bytes, and {message.Length} follow; an export is one message.");
    }

    public static void Write(Span<byte> frame, int length)
    {
        frame[0] = 0;
        BinaryPrimitives.WriteUInt32BigEndian(frame[1..], (uint)length);
    }

    private static Refusal Malformed(string detail) => new(StatusCodes.Status400BadRequest, "malformed_grpc", detail);
}
