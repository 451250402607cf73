using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Plimsoll.Compliance;

namespace Plimsoll.Gateway.Compliance;

/// <summary>A report as bytes, with the digest over them.</summary>
/// <param name="Content">The report as JSON, UTF-8.</param>
/// <param name="Digest"><c>sha256:</c> and the hash of <paramref name="Content"/> in hexadecimal digits.</param>
public sealed record ComplianceDocument(ComplianceReport Report, byte[] Content, string Digest)
{
    internal static ComplianceDocument Of(ComplianceReport report)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(report, ComplianceJson.Default.ComplianceReport);
        return new(report, content, $"sha256:{Convert.ToHexStringLower(SHA256.HashData(content))}");
    }

    /// <summary><c>{"format":1,"digest":"…","report":…}</c>, the report byte for byte.</summary>
    internal byte[] ToJson()
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteNumber("format"u8, ComplianceReport.Format);
            json.WriteString("digest"u8, Digest);
            json.WritePropertyName("report"u8);
            json.WriteRawValue(Content);
            json.WriteEndObject();
        }
        return bytes.ToArray();
    }
}

/// <summary>What the endpoint answers as JSON.</summary>
public sealed record ComplianceAnswer(int Format, string Digest, ComplianceReport Report);

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ComplianceAnswer))]
internal sealed partial class ComplianceJson : JsonSerializerContext;
