using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Plimsoll.Configuration;

namespace Plimsoll.Gateway.Hosting.Access;

/// <summary>
/// The console's sign-in: a cookie that names a key and its end of validity, signed under a secret of this
/// process. The key itself is never in it, and a restart ends all sessions.
/// </summary>
public sealed class SessionCookie(byte[] secret, ApiKeyRing ring, TimeProvider time)
{
    public const string Name = "plimsoll_session";

    private static readonly TimeSpan Validity = TimeSpan.FromHours(12);

    public void Issue(HttpContext context, ApiKeyOptions key)
    {
        var expires = time.GetUtcNow() + Validity;
        var payload = string.Create(CultureInfo.InvariantCulture, $"{expires.ToUnixTimeSeconds()}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(key.Name))}");
        context.Response.Cookies.Append(Name, $"{payload}.{Sign(payload)}", new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = context.Request.IsHttps,
            Path = "/",
            Expires = expires,
        });
    }

    /// <summary>The key that signed in, or null when there is no valid cookie or the key is no longer configured.</summary>
    public ApiKeyOptions? Read(HttpContext context)
    {
        if (context.Request.Cookies[Name]?.Split('.') is not [var expires, var name, var signature])
            return null;
        var genuine = CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(Sign($"{expires}.{name}")), Encoding.UTF8.GetBytes(signature));
        return genuine && long.Parse(expires, CultureInfo.InvariantCulture) > time.GetUtcNow().ToUnixTimeSeconds()
            ? ring.ByName(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(name)))
            : null;
    }

    private string Sign(string payload) => Base64Url.EncodeToString(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(payload)));
}
