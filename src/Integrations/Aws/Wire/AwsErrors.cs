using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using Plimsoll.Integrations.Http;

namespace Plimsoll.Integrations.Aws.Wire;

/// <summary>Reads the error of a service in its three dialects: a header, JSON and XML.</summary>
internal static class AwsErrors
{
    private const int MaxCodeChars = 100;
    private const int MaxMessageChars = 500;
    private static readonly JsonDocumentOptions s_json = new() { MaxDepth = 16 };
    private static readonly XmlReaderSettings s_xml = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = 1 << 20 };

    public static AwsFailure Of(HttpAnswer.Received refused)
    {
        var (code, message) = Json(refused.Body) ?? Xml(refused.Body) ?? ("", "");
        // The older name of a service that once spoke another protocol, then the header of the REST ones, then the body's.
        var name = refused.Head["x-amzn-query-error"]?.Split(';')[0] ?? refused.Head["x-amzn-errortype"] ?? code;
        return new(Plain(name, refused.Head.Status), refused.Head.Status)
        {
            RetryAfter = refused.Head.RetryAfter,
            Message = Cut(message, MaxMessageChars),
        };
    }

    /// <summary>Without the namespace before '#' and the address after ':'; bounded, and of letters, digits, '.' and '_' alone.</summary>
    private static string Plain(string name, int status)
    {
        var bare = name[(name.LastIndexOf('#') + 1)..].Split(':')[0].Trim();
        return bare.Length is > 0 and <= MaxCodeChars && bare.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_')
            ? bare
            : FormattableString.Invariant($"http_{status}");
    }

    private static (string Code, string Message)? Json(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, s_json);
            var root = document.RootElement;
            return (Text(root, "__type") ?? Text(root, "code") ?? "", Text(root, "message") ?? Text(root, "Message") ?? "");
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            // The framework's only ways to say that it is no JSON, or a text with half a character.
            return null;
        }
    }

    private static (string Code, string Message)? Xml(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(body.ToArray()), s_xml);
            var error = XDocument.Load(reader).Descendants().FirstOrDefault(e => e.Name.LocalName == "Error");
            return (Child(error, "Code"), Child(error, "Message"));
        }
        catch (XmlException)
        {
            // A proxy's page, or nothing at all: the status alone speaks.
            return null;
        }
    }

    private static string? Text(JsonElement root, string name) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    private static string Child(XElement? error, string name) => error?.Elements().FirstOrDefault(e => e.Name.LocalName == name)?.Value ?? "";

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..most];
}
