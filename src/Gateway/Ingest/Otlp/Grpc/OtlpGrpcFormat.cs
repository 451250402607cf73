using Google.Protobuf;
using Plimsoll.Gateway.Hosting.Grpc;
using Plimsoll.Gateway.Ingest.Bodies;

namespace Plimsoll.Gateway.Ingest.Otlp.Grpc;

/// <summary>OTLP/gRPC: a unary call over HTTP/2, framed by hand.</summary>
internal sealed class OtlpGrpcFormat(IOtlpSignal signal, BodyReader bodies) : IIngestFormat
{
    public string Name { get; } = $"{signal.Name}_grpc";

    public Refusal? Decode(HttpRequest request, ReadOnlySpan<byte> body, RowSink sink, IngestReport report)
    {
        if (GrpcFrame.TryRead(body, out var isCompressed, out var message) is { } malformed)
            return malformed;
        if (!isCompressed)
            return signal.Read(message, isJson: false, sink, report);
        var coding = request.Headers["grpc-encoding"].ToString();
        if (coding != "gzip")
        {
            request.HttpContext.Response.Headers["grpc-accept-encoding"] = "gzip, identity";
            return new Refusal(StatusCodes.Status415UnsupportedMediaType, "unknown_encoding", "grpc-encoding must be gzip or identity.");
        }
        using var plain = bodies.Rent();
        return bodies.Decompress(coding, message, plain) ?? signal.Read(plain.Memory.Span, isJson: false, sink, report);
    }

    public async Task AnswerAsync(HttpContext context, IngestReport report, int accepted, int duplicates)
    {
        var answer = signal.Answer(report);
        var frame = new byte[GrpcFrame.PrefixBytes + answer.CalculateSize()];
        GrpcFrame.Write(frame, frame.Length - GrpcFrame.PrefixBytes);
        answer.WriteTo(frame.AsSpan(GrpcFrame.PrefixBytes));
        context.Response.ContentType = GrpcStatus.ContentType;
        await context.Response.Body.WriteAsync(frame, context.RequestAborted);
        GrpcStatus.Succeed(context.Response);
    }

    public Task RefuseAsync(HttpContext context, Refusal refusal) => refusal.WriteAsync(context);
}
