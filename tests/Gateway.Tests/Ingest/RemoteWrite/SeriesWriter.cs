using Google.Protobuf;
using IronSnappy;
using Plimsoll.Gateway.Tests.Hosting;

namespace Plimsoll.Gateway.Tests.Ingest.RemoteWrite;

/// <summary>Writes a prometheus.WriteRequest as a Prometheus server does: label names in order, one sample a series.</summary>
internal sealed class SeriesWriter
{
    /// <summary>NaN that says that a series has ended.</summary>
    public static readonly double Stale = BitConverter.UInt64BitsToDouble(0x7ff0000000000002);

    private readonly List<byte> _request = [];

    /// <param name="labels">For example <c>component="chat",instance="a:8000"</c>.</param>
    public SeriesWriter Add(string name, string labels, params (long AtMs, double Value)[] samples)
    {
        var pairs = labels.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('=')).Select(l => (l[0], l[1].Trim('"')));
        using var request = new MemoryStream();
        WriteMessage(request, 1, series =>
        {
            foreach (var (label, value) in pairs.Append(("__name__", name)).OrderBy(l => l.Item1, StringComparer.Ordinal))
                WriteMessage(series, 1, message => WriteLabel(message, label, value));
            foreach (var (at, value) in samples)
                WriteMessage(series, 2, message => WriteSample(message, value, at));
        });
        _request.AddRange(request.ToArray());
        return this;
    }

    /// <summary>A native histogram of schema 3 with the two counts from bucket 1 on.</summary>
    public SeriesWriter AddNative(string name, string labels, long atMs, long first, long second)
    {
        using var histogram = new MemoryStream();
        using (var output = new CodedOutputStream(histogram, leaveOpen: true))
        {
            output.WriteTag(3, WireFormat.WireType.Fixed64);
            output.WriteDouble(4.5);
            output.WriteTag(4, WireFormat.WireType.Varint);
            output.WriteSInt32(3);
            output.WriteTag(11, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(ByteString.CopyFrom(0x08, 0x02, 0x10, 0x02));
            output.WriteTag(12, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(ByteString.CopyFrom((byte)(2 * first), (byte)(2 * (second - first))));
            output.WriteTag(15, WireFormat.WireType.Varint);
            output.WriteInt64(atMs);
        }
        using var request = new MemoryStream();
        WriteMessage(request, 1, series =>
        {
            foreach (var (label, value) in labels.Split(',').Select(l => l.Split('=')).Select(l => (l[0], l[1].Trim('"'))).Append(("__name__", name)))
                WriteMessage(series, 1, message => WriteLabel(message, label, value));
            WriteMessage(series, 4, message => message.Write(histogram.ToArray()));
        });
        _request.AddRange(request.ToArray());
        return this;
    }

    public byte[] ToBytes() => [.. _request];

    public Task<Answer> SendAsync(GatewayHost host) => host.PostAsync("/api/v1/write", Snappy.Encode(ToBytes()), "application/x-protobuf", "snappy");

    /// <summary>A request with a series for every rule.</summary>
    public static byte[] OfEveryKind(long atMs) => new SeriesWriter()
        .Add("vllm:num_requests_running", "model_name=\"m\",instance=\"a\",engine=\"0\",cluster=\"c\",__replica__=\"r\"", (atMs, 3))
        .Add("vllm:num_requests_waiting", "model_name=\"m\",instance=\"a\",engine=\"0\",cluster=\"c\",__replica__=\"r\"", (atMs, 1), (atMs + 1, double.NaN))
        .Add("DCGM_FI_DEV_GPU_UTIL", "component=\"m\",UUID=\"GPU-1\",gpu=\"0\"", (atMs, 50))
        .Add("vllm:prompt_tokens_total", "model_name=\"m\",instance=\"a\"", (atMs, 1000))
        .Add("vllm:request_success_total", "model_name=\"m\",instance=\"a\",finished_reason=\"stop\"", (atMs, 10))
        .Add("vllm:time_to_first_token_seconds_bucket", "model_name=\"m\",instance=\"a\",le=\"0.5\"", (atMs, 6))
        .Add("vllm:time_to_first_token_seconds_bucket", "model_name=\"m\",instance=\"a\",le=\"+Inf\"", (atMs, 10))
        .Add("vllm:time_to_first_token_seconds_sum", "model_name=\"m\",instance=\"a\"", (atMs, 4.5))
        .Add("go_goroutines", "instance=\"a\"", (atMs, 7))
        .Add("vllm:kv_cache_usage_perc", "model_name=\"m\"", (atMs, Stale))
        .ToBytes();

    private static void WriteLabel(Stream message, string label, string value)
    {
        using var output = new CodedOutputStream(message, leaveOpen: true);
        output.WriteTag(1, WireFormat.WireType.LengthDelimited);
        output.WriteString(label);
        output.WriteTag(2, WireFormat.WireType.LengthDelimited);
        output.WriteString(value);
    }

    private static void WriteSample(Stream message, double value, long atMs)
    {
        using var output = new CodedOutputStream(message, leaveOpen: true);
        output.WriteTag(1, WireFormat.WireType.Fixed64);
        output.WriteDouble(value);
        output.WriteTag(2, WireFormat.WireType.Varint);
        output.WriteInt64(atMs);
    }

    private static void WriteMessage(Stream stream, int field, Action<Stream> write)
    {
        using var message = new MemoryStream();
        write(message);
        using var output = new CodedOutputStream(stream, leaveOpen: true);
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(ByteString.CopyFrom(message.ToArray()));
    }
}
