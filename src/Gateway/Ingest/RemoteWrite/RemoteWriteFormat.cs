using System.Collections.Concurrent;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Hosting;
using Plimsoll.Gateway.Ingest.Bodies;
using Plimsoll.Gateway.Ingest.Series;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Ingest.RemoteWrite;

/// <summary>
/// Prometheus remote write 1.0. The protocol knows no partial success: when a row was rejected the others count all
/// the same, and the answer is 400, which the sender logs and does not repeat.
/// </summary>
internal sealed class RemoteWriteFormat(
    PlimsollOptions options, IHashKey key, HaTracker replicas, LastGauges gauges, HistogramTable histograms, RemoteWriteInstruments instruments) : IIngestFormat
{
    private const string VersionHeader = "X-Prometheus-Remote-Write-Version";

    private readonly ConcurrentBag<WriteRequestDecoder> _free = [];

    public string Name => "remote_write";

    public Refusal? Decode(HttpRequest request, ReadOnlySpan<byte> body, RowSink sink, IngestReport report)
    {
        if (Unsupported(request) is { } unsupported)
            return unsupported;
        if (!_free.TryTake(out var decoder))
            decoder = Make();
        var refusal = decoder.Read(body, sink, report);
        if (refusal is null)
            instruments.Received(decoder.Fates);
        _free.Add(decoder);
        return refusal;
    }

    public Task AnswerAsync(HttpContext context, IngestReport report, int accepted, int duplicates)
    {
        if (report.Rejected > 0)
        {
            return Problem.WriteAsync(context, StatusCodes.Status400BadRequest, "rejected_rows",
                $"{report.Rejected} of {report.Rows} rows were rejected, the others were taken: {report.Summary()}");
        }
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    public Task RefuseAsync(HttpContext context, Refusal refusal) => refusal.WriteAsync(context);

    private WriteRequestDecoder Make() => new(
        new ReplicaFilter(options.RemoteWrite.HighAvailability, replicas, key.Hash),
        new SeriesMapper(options.RemoteWrite, TelemetrySource.RemoteWrite, gauges, histograms),
        options.Ingest.MaxRecordsPerRequest);

    private static Refusal? Unsupported(HttpRequest request)
    {
        var version = request.Headers[VersionHeader].ToString();
        if (version.Length > 0 && !version.StartsWith("0.1.", StringComparison.Ordinal))
            return No($"{VersionHeader} is not 0.1.0; remote write 1.0 is taken.");
        if (request.ContentType?.Contains("io.prometheus.write.v2", StringComparison.OrdinalIgnoreCase) == true)
            return No("Content-Type is that of remote write 2.0; remote write 1.0 is taken (protobuf_message: prometheus.WriteRequest).");
        return request.Headers.ContentEncoding.ToString().Trim().Equals(SnappyBlock.Coding, StringComparison.OrdinalIgnoreCase)
            ? null
            : No($"Content-Encoding must be {SnappyBlock.Coding}.");
    }

    private static Refusal No(string detail) => new(StatusCodes.Status415UnsupportedMediaType, "unknown_content_type", detail);
}
