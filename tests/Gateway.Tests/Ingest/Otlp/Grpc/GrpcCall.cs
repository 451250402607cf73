using System.Buffers.Binary;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;
using Plimsoll.Gateway.Protos;
using Plimsoll.Gateway.Tests.Hosting;

namespace Plimsoll.Gateway.Tests.Ingest.Otlp.Grpc;

/// <summary>A unary call as a client of gRPC makes it over h2c.</summary>
internal static class GrpcCall
{
    public const string Traces = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";
    public const string Metrics = "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export";
    public const string Logs = "/opentelemetry.proto.collector.logs.v1.LogsService/Export";

    public static Task<GrpcAnswer> SendAsync(GatewayHost host, string method, IMessage message, bool gzip = false, params (string Name, string Value)[] metadata)
    {
        var bytes = message.ToByteArray();
        if (!gzip)
            return SendAsync(host, method, Frame(bytes, 0), metadata);
        using var compressed = new MemoryStream();
        using (var stream = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
            stream.Write(bytes);
        return SendAsync(host, method, Frame(compressed.ToArray(), 1), [("grpc-encoding", "gzip"), .. metadata]);
    }

    public static async Task<GrpcAnswer> SendAsync(GatewayHost host, string method, byte[] body, params (string Name, string Value)[] metadata)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(new Uri(host.App.Urls.Last()), method))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };
        request.Headers.TE.Add(new("trailers"));
        foreach (var (name, value) in metadata)
            request.Headers.Add(name, value);
        using var response = await host.Client.SendAsync(request);
        var answered = await response.Content.ReadAsByteArrayAsync();
        string? Of(string name) => (response.TrailingHeaders.TryGetValues(name, out var values) || response.Headers.TryGetValues(name, out values)) ? values.Single() : null;
        Assert.Equal((HttpStatusCode.OK, "application/grpc"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        return new GrpcAnswer(Of("grpc-status"), Of("grpc-message"), Of("grpc-status-details-bin"), answered);
    }

    public static byte[] Frame(byte[] message, byte flag)
    {
        var frame = new byte[5 + message.Length];
        frame[0] = flag;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), message.Length);
        message.CopyTo(frame, 5);
        return frame;
    }
}

/// <summary>How a call ended.</summary>
internal sealed record GrpcAnswer(string? Status, string? Message, string? Details, byte[] Body)
{
    public T Read<T>()
        where T : IMessage<T>, new()
    {
        Assert.Equal(Body.Length - 5, BinaryPrimitives.ReadInt32BigEndian(Body.AsSpan(1)));
        return new MessageParser<T>(() => new T()).ParseFrom(Body, 5, Body.Length - 5);
    }

    public TimeSpan RetryAfter => RetryInfo.Parser.ParseFrom(
        Assert.Single(RpcStatus.Parser.ParseFrom(Convert.FromBase64String(Details!)).Details).Value).RetryDelay.ToTimeSpan();
}
