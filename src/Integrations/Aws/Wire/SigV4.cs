using System.Globalization;
using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Auth;

namespace Plimsoll.Integrations.Aws.Wire;

/// <summary>Signs with the keys of an identity (Signature Version 4).</summary>
internal sealed class SigV4(AWSCredentials credentials, AwsService service, string region) : IAwsAuthorization
{
    public async Task AuthorizeAsync(string path, Dictionary<string, string> headers, byte[] body, DateTimeOffset now)
    {
        var keys = await credentials.GetCredentialsAsync().ConfigureAwait(false);
        var hash = Convert.ToHexStringLower(SHA256.HashData(body));
        headers["x-amz-date"] = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        headers["x-amz-content-sha256"] = hash;
        if (keys.UseToken)
            headers["x-amz-security-token"] = keys.Token;
        var canonical = new CanonicalRequest(path, headers, hash);
        var signed = AWS4Signer.ComputeSignature(keys, region, now.UtcDateTime, service.SigningName, canonical.SignedHeaders, canonical.Text);
        headers["authorization"] = signed.ForAuthorizationHeader;
    }
}
