using System.IO.Compression;
using System.Text.Json;

namespace Plimsoll.Integrations.Aws.CloudWatch;

/// <summary>The body of a call of PutMetricData, ready to be sent more than once.</summary>
internal static class PreparedPut
{
    /// <summary>Longer bodies are compressed, as the official SDKs do.</summary>
    public const int CompressFromBytes = 10_240;

    private const byte GzipMagic = 0x1f;

    public static byte[] Of(PutMetricDataInput input) => Of(JsonSerializer.SerializeToUtf8Bytes(input, CloudWatchJson.Default.PutMetricDataInput));

    public static byte[] Of(byte[] json) => json.Length < CompressFromBytes ? json : Compressed(json);

    /// <summary>JSON never begins as gzip does.</summary>
    public static bool IsCompressed(ReadOnlySpan<byte> body) => body.Length > 0 && body[0] == GzipMagic;

    private static byte[] Compressed(byte[] body)
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Optimal))
            gzip.Write(body);
        return output.ToArray();
    }
}
