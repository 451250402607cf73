namespace Plimsoll.Configuration;

/// <summary>The rules between the addresses and the certificate.</summary>
public static class Transport
{
    private const string Https = "https://";

    public static bool IsHttps(string address) => address.StartsWith(Https, StringComparison.OrdinalIgnoreCase);

    /// <summary>One sentence for each rule that is broken; none when all hold.</summary>
    public static IReadOnlyList<string> Errors(PlimsollOptions options)
    {
        var encrypted = options.Addresses.Where(IsHttps).ToList();
        if (options.Tls is null)
            return [.. encrypted.Select(a => $"{a} needs a certificate; name its files under tls in plimsoll.yaml (certificate, key)")];
        return encrypted.Count > 0 ? [] : [$"tls names the certificate {options.Tls.Certificate}, but no address begins with https://; write urls: [https://…]"];
    }

    /// <summary>One sentence for each address that takes API keys in the clear from beyond this machine.</summary>
    public static IReadOnlyList<string> Warnings(PlimsollOptions options) =>
    [
        .. options.Addresses.Where(a => !IsHttps(a) && !Exposure.IsLoopback(a)).Select(
            a => $"{a} takes API keys unencrypted from beyond this machine; name a certificate under tls and listen on https://, unless a proxy before it encrypts"),
    ];
}
