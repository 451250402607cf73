using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Plimsoll.Cli.Reports;

/// <summary>A compliance report as a file has it: the content, and the digest that it claims.</summary>
internal sealed record ReportFile(byte[] Content, string Digest, string From, string To, int Components)
{
    private const string Opening = "<script type=\"application/json\" id=\"report\">";
    private const string Closing = "</script>";
    private const string DigestOpening = "<code>sha256:";

    public bool IsIntact => Digest == $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Content))}";

    /// <summary>Null for a file that is neither the page nor the JSON.</summary>
    public static ReportFile? Read(byte[] file)
    {
        try
        {
            return file is [(byte)'{', ..] ? ReadJson(file) : ReadPage(Encoding.UTF8.GetString(file));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ReportFile? ReadJson(byte[] file)
    {
        using var json = JsonDocument.Parse(file);
        return json.RootElement.TryGetProperty("report", out var report) && json.RootElement.TryGetProperty("digest", out var digest) && digest.ValueKind == JsonValueKind.String
            ? Of(report.GetRawText(), digest.GetString()!)
            : null;
    }

    private static ReportFile? ReadPage(string page)
    {
        var start = page.IndexOf(Opening, StringComparison.Ordinal);
        var digest = page.IndexOf(DigestOpening, StringComparison.Ordinal);
        if (start < 0 || digest < 0)
            return null;
        start += Opening.Length;
        var end = page.IndexOf(Closing, start, StringComparison.Ordinal);
        var digestEnd = page.IndexOf('<', digest + 1);
        return end < 0 || digestEnd < 0 ? null : Of(page[start..end], page[(digest + "<code>".Length)..digestEnd]);
    }

    private static ReportFile? Of(string content, string digest)
    {
        using var report = JsonDocument.Parse(content);
        var root = report.RootElement;
        return root.ValueKind == JsonValueKind.Object && Text(root, "from") is { } from && Text(root, "to") is { } to
            && root.TryGetProperty("components", out var components) && components.ValueKind == JsonValueKind.Array
            ? new(Encoding.UTF8.GetBytes(content), digest, from, to, components.GetArrayLength())
            : null;
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
