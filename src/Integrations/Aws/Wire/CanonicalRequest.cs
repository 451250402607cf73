using System.Text;

namespace Plimsoll.Integrations.Aws.Wire;

/// <summary>
/// What Signature Version 4 signs (AWS Signature Version 4 for API requests, "Create a canonical request"), for a POST
/// without a query. The path is escaped once more than on the wire, as every service but S3 has it.
/// </summary>
internal sealed class CanonicalRequest
{
    public CanonicalRequest(string path, IReadOnlyDictionary<string, string> headers, string contentSha256)
    {
        var sorted = headers.OrderBy(h => h.Key, StringComparer.Ordinal).ToList();
        SignedHeaders = string.Join(';', sorted.Select(h => h.Key));
        var text = new StringBuilder("POST\n").Append(EscapedAgain(path)).Append("\n\n");
        foreach (var (name, value) in sorted)
            text.Append(name).Append(':').Append(OneSpaced(value)).Append('\n');
        Text = text.Append('\n').Append(SignedHeaders).Append('\n').Append(contentSha256).ToString();
    }

    /// <summary>Names in lower case, sorted, with semicolons between them.</summary>
    public string SignedHeaders { get; }

    public string Text { get; }

    private static string EscapedAgain(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    private static string OneSpaced(string value) => string.Join(' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
