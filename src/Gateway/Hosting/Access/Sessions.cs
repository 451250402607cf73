using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Plimsoll.Gateway.Hosting.Access;

/// <summary>
/// The console's sign-ins: a cookie holds a random token, of which only the hash is kept, beside the key that signed
/// in. A session ends with its key, by signing out, after twelve hours, and with the process.
/// </summary>
internal sealed class Sessions(ApiKeyRing ring, TimeProvider time)
{
    public const string CookieName = "plimsoll_session";

    /// <summary>Beyond it, the session that would end first is ended.</summary>
    public const int MaxSessions = 1_000;

    private const int TokenBytes = 32;
    private const int MaxTokenLength = 64;

    private static readonly TimeSpan Validity = TimeSpan.FromHours(12);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Session> _open = [];

    public int Count
    {
        get
        {
            lock (_lock)
                return _open.Count;
        }
    }

    public void Begin(HttpContext context, ApiKey key)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        var ends = time.GetUtcNow() + Validity;
        lock (_lock)
        {
            if (_open.Count >= MaxSessions)
                _open.Remove(_open.MinBy(s => s.Value.Ends).Key);
            _open[HashOf(token)] = new Session(key.Id, ends);
        }
        context.Response.Cookies.Append(CookieName, token, Cookie(context, ends));
    }

    /// <summary>The key that signed in; null when there is no session, or its key is no longer in force.</summary>
    public ApiKey? Find(HttpContext context)
    {
        if (TokenOf(context) is not { } token)
            return null;
        Session? session;
        lock (_lock)
            _open.TryGetValue(HashOf(token), out session);
        var now = time.GetUtcNow();
        return session is not null && session.Ends > now && ring.ById(session.KeyId) is { } key && !key.HasEnded(now) ? key : null;
    }

    public void End(HttpContext context)
    {
        if (TokenOf(context) is { } token)
        {
            lock (_lock)
                _open.Remove(HashOf(token));
        }
        context.Response.Cookies.Delete(CookieName, Cookie(context, ends: null));
    }

    private static string? TokenOf(HttpContext context) =>
        context.Request.Cookies[CookieName] is { Length: > 0 and <= MaxTokenLength } token ? token : null;

    private static string HashOf(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private static CookieOptions Cookie(HttpContext context, DateTimeOffset? ends) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = context.Request.IsHttps,
        Path = "/",
        Expires = ends,
    };

    private sealed record Session(string KeyId, DateTimeOffset Ends);
}
