using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Plimsoll.Integrations.Tests.Servers;

namespace Plimsoll.Integrations.Tests.Aws.Conformance;

/// <summary>Recomputes the signature of a request as the service would, from nothing but what was on the wire and the secret.</summary>
internal static partial class SigV4Check
{
    public const string AccessKey = "AKIDEXAMPLE";
    public const string Secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    public const string Session = "session";

    /// <param name="service">S3 alone takes paths as they are on the wire.</param>
    /// <returns>Names of the headers that are signed.</returns>
    public static IReadOnlyList<string> Verify(RecordedRequest request, string service)
    {
        var found = Authorization().Match(request.Headers["authorization"]);
        Assert.True(found.Success, request.Headers["authorization"]);
        var date = request.Headers["x-amz-date"];
        var scope = $"{date[..8]}/us-east-1/{service}/aws4_request";
        Assert.Equal($"{AccessKey}/{scope}", found.Groups["credential"].Value);
        var body = Hex(SHA256.HashData(request.Body));
        Assert.Equal(body, request.Headers["x-amz-content-sha256"]);
        var names = found.Groups["headers"].Value.Split(';');
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
        var target = request.Target.Split('?', 2);
        var path = service == "s3" ? target[0] : EscapedAgain(target[0]);
        var query = target.Length == 1 ? "" : string.Join('&', target[1].Split('&').Select(p => p.Contains('=', StringComparison.Ordinal) ? p : p + '=').Order(StringComparer.Ordinal));
        var canonical = $"{request.Method}\n{path}\n{query}\n{string.Concat(names.Select(n => $"{n}:{request.Headers[n].Trim()}\n"))}\n{string.Join(';', names)}\n{body}";
        var text = $"AWS4-HMAC-SHA256\n{date}\n{scope}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = scope.Split('/').Aggregate(Encoding.UTF8.GetBytes("AWS4" + Secret), Hmac);
        Assert.Equal(Hex(Hmac(key, text)), found.Groups["signature"].Value);
        return names;
    }

    private static string EscapedAgain(string path) => path.Replace("%", "%25", StringComparison.Ordinal);

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Hex(byte[] bytes) => string.Concat(bytes.Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));

    [GeneratedRegex("^AWS4-HMAC-SHA256 Credential=(?<credential>[^,]+), ?SignedHeaders=(?<headers>[^,]+), ?Signature=(?<signature>[0-9a-f]{64})$")]
    private static partial Regex Authorization();
}
