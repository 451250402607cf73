using System.Globalization;
using System.Text;
using Google.Protobuf;
using Plimsoll.Gateway.Ingest.Bodies;
using Plimsoll.Gateway.Protos;

namespace Plimsoll.Gateway.Ingest.Otlp;

/// <summary>OTLP/HTTP: the answer has the encoding of the request, refusals are a google.rpc.Status.</summary>
internal sealed class OtlpHttpFormat(IOtlpSignal signal) : IIngestFormat
{
    private const string Protobuf = "application/x-protobuf";
    private const string Json = "application/json";

    public string Name => signal.Name;

    public Refusal? Decode(HttpRequest request, ReadOnlySpan<byte> body, RowSink sink, IngestReport report) =>
        EncodingOf(request) is { } encoding
            ? signal.Read(body, encoding == Json, sink, report)
            : new Refusal(StatusCodes.Status415UnsupportedMediaType, "unknown_content_type", $"Content-Type must be {Protobuf} or {Json}.");

    public Task AnswerAsync(HttpContext context, IngestReport report, int accepted, int duplicates) =>
        WriteAsync(context, signal.Answer(report));

    public Task RefuseAsync(HttpContext context, Refusal refusal)
    {
        context.Response.StatusCode = refusal.Status;
        if (refusal.RetryAfter is { } wait)
            context.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return WriteAsync(context, new RpcStatus { Code = RpcCode(refusal.Status), Message = refusal.Detail });
    }

    private static Task WriteAsync(HttpContext context, IMessage message)
    {
        var encoding = EncodingOf(context.Request) ?? Json;
        context.Response.ContentType = encoding;
        var bytes = encoding == Json ? Encoding.UTF8.GetBytes(JsonFormatter.Default.Format(message)) : message.ToByteArray();
        return context.Response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }

    /// <summary>The gRPC status code that OTLP pairs with an HTTP status.</summary>
    private static int RpcCode(int status) => status switch
    {
        StatusCodes.Status429TooManyRequests => 8,
        StatusCodes.Status503ServiceUnavailable => 14,
        _ => 3,
    };

    private static string? EncodingOf(HttpRequest request)
    {
        var type = request.ContentType.AsSpan();
        var end = type.IndexOf(';');
        type = (end < 0 ? type : type[..end]).Trim();
        return type.Equals(Json, StringComparison.OrdinalIgnoreCase) ? Json
            : type.Equals(Protobuf, StringComparison.OrdinalIgnoreCase) || type.Equals("application/protobuf", StringComparison.OrdinalIgnoreCase) ? Protobuf
            : null;
    }
}
