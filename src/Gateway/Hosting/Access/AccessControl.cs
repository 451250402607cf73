namespace Plimsoll.Gateway.Hosting.Access;

/// <summary>
/// Lets a request pass when its key has the scope that the endpoint requires (<see cref="RequiredScope"/>).
/// The key comes as <c>Authorization: Bearer</c>, as <c>X-Api-Key</c>, or by the console's session.
/// </summary>
internal sealed class AccessControl(
    RequestDelegate next, ApiKeyRing ring, Sessions sessions, RateLimits rates, AccessInstruments instruments, TimeProvider time)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (ring.IsOpen || context.GetEndpoint() is not { } endpoint || ScopeOf(endpoint) is not { } scope)
            return next(context);
        var presented = PresentedKey(context.Request.Headers);
        var key = presented is null ? sessions.Find(context) : ring.Find(presented);
        if (key is null)
            return ChallengeAsync(context, scope, presented is not null);
        if (key.HasEnded(time.GetUtcNow()))
            return DenyAsync(context, 401, "ended_key", key, $"This API key of '{key.Client}' was valid until {key.Options.NotAfter:yyyy-MM-dd'T'HH:mm:ssK}.");
        if (!key.Grants(scope))
            return DenyAsync(context, 403, "missing_scope", key,
                $"The API key '{key.Client}' has not the scope '{scope}' that this call needs; it has: {string.Join(", ", key.Options.Scopes)}.");
        if (presented is null && LocalGuard.IsForeignWrite(context.Request))
            return DenyAsync(context, 403, "foreign_site", key, "Pages of other sites may not write with the console's session.");
        if (rates.Spend(key) is { } wait)
            return DenyAsync(context, 429, "rate_limited", key,
                $"'{key.Client}' may make {key.Options.RequestsPerSecond} requests a second (api_keys requests_per_second).", wait);
        Caller.Set(context, key, isSignedIn: presented is null);
        return next(context);
    }

    private static string? ScopeOf(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<RequiredScope>() is { } required ? required.Scope : Scopes.Read;

    private static string? PresentedKey(IHeaderDictionary headers)
    {
        const string Bearer = "Bearer ";
        var authorization = headers.Authorization.ToString();
        if (authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            return authorization[Bearer.Length..].Trim();
        return headers.TryGetValue("X-Api-Key", out var key) ? key.ToString() : null;
    }

    private Task DenyAsync(HttpContext context, int status, string code, ApiKey key, string detail, TimeSpan? retryAfter = null)
    {
        instruments.Denied(code, key.Client);
        if (status == StatusCodes.Status401Unauthorized)
            context.Response.Headers.WWWAuthenticate = "Bearer";
        return Problem.WriteAsync(context, status, code, detail, retryAfter);
    }

    private Task ChallengeAsync(HttpContext context, string scope, bool unknownKey)
    {
        if (!unknownKey && HttpMethods.IsGet(context.Request.Method) && WantsHtml(context.Request))
        {
            context.Response.Redirect(LoginPage.UrlFor(context.Request));
            return Task.CompletedTask;
        }
        var code = unknownKey ? "unknown_key" : "missing_key";
        instruments.Denied(code, client: "");
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Problem.WriteAsync(context, StatusCodes.Status401Unauthorized, code,
            (unknownKey ? "The API key is not known." : "No API key was sent.")
            + $" Send one with the scope '{scope}' as 'Authorization: Bearer KEY' or 'X-Api-Key: KEY'.");
    }

    private static bool WantsHtml(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
