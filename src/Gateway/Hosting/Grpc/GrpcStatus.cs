using System.Text;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Plimsoll.Gateway.Protos;

namespace Plimsoll.Gateway.Hosting.Grpc;

/// <summary>How a call of gRPC ends: a status in the trailers, or in the headers of an answer without a message.</summary>
internal static class GrpcStatus
{
    public const string ContentType = "application/grpc";

    private const string StatusHeader = "grpc-status";
    private const string MessageHeader = "grpc-message";
    private const string DetailsHeader = "grpc-status-details-bin";
    private const string RetryInfoType = "type.googleapis.com/google.rpc.RetryInfo";

    private const int Unknown = 2;
    private const int InvalidArgument = 3;
    private const int DeadlineExceeded = 4;
    private const int PermissionDenied = 7;
    private const int ResourceExhausted = 8;
    private const int Unimplemented = 12;
    private const int Internal = 13;
    private const int Unavailable = 14;
    private const int Unauthenticated = 16;

    public static bool IsCall(HttpRequest request) =>
        request.ContentType is { } type && (type == ContentType || type.StartsWith(ContentType + "+", StringComparison.Ordinal) || type.StartsWith(ContentType + ";", StringComparison.Ordinal));

    /// <summary>Ends a call whose message is written.</summary>
    public static void Succeed(HttpResponse response) => response.AppendTrailer(StatusHeader, "0");

    /// <summary>Ends a call without a message.</summary>
    /// <param name="httpStatus">What the answer over plain HTTP would be.</param>
    public static Task RefuseAsync(HttpContext context, int httpStatus, string detail, TimeSpan? retryAfter)
    {
        var response = context.Response;
        var code = CodeOf(httpStatus);
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = ContentType;
        response.Headers[StatusHeader] = code.ToString(System.Globalization.CultureInfo.InvariantCulture);
        response.Headers[MessageHeader] = Escape(detail);
        if (retryAfter is { } wait)
            response.Headers[DetailsHeader] = Convert.ToBase64String(Details(code, detail, wait).ToByteArray());
        return response.CompleteAsync();
    }

    /// <summary>Exporters come again after UNAVAILABLE and DEADLINE_EXCEEDED, and give up after the others.</summary>
    private static int CodeOf(int httpStatus) => httpStatus switch
    {
        StatusCodes.Status401Unauthorized => Unauthenticated,
        StatusCodes.Status403Forbidden or StatusCodes.Status421MisdirectedRequest => PermissionDenied,
        StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed or StatusCodes.Status415UnsupportedMediaType => Unimplemented,
        StatusCodes.Status408RequestTimeout => DeadlineExceeded,
        StatusCodes.Status413PayloadTooLarge => ResourceExhausted,
        StatusCodes.Status429TooManyRequests or StatusCodes.Status502BadGateway or StatusCodes.Status503ServiceUnavailable or StatusCodes.Status504GatewayTimeout => Unavailable,
        >= 400 and < 500 => InvalidArgument,
        StatusCodes.Status500InternalServerError => Internal,
        _ => Unknown,
    };

    private static RpcStatus Details(int code, string detail, TimeSpan wait) => new()
    {
        Code = code,
        Message = detail,
        Details = { new Any { TypeUrl = RetryInfoType, Value = new RetryInfo { RetryDelay = Duration.FromTimeSpan(wait) }.ToByteString() } },
    };

    /// <summary>Percent-encodes what is not printable ASCII, and the percent sign.</summary>
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            if (b is >= (byte)' ' and <= (byte)'~' and not (byte)'%')
                escaped.Append((char)b);
            else
                escaped.Append(System.Globalization.CultureInfo.InvariantCulture, $"%{b:X2}");
        }
        return escaped.ToString();
    }
}
