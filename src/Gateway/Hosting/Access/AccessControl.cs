namespace Plimsoll.Gateway.Hosting.Access;

/// <summary>
/// Lets a request pass when its key has the scope that the endpoint requires (<see cref="RequiredScope"/>).
/// The key comes as <c>Authorization: Bearer</c>, as <c>X-Api-Key</c>, or as the console's session cookie.
/// </summary>
public sealed class AccessControl(RequestDelegate next, ApiKeyRing ring, SessionCookie sessions)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (ring.IsOpen || context.GetEndpoint() is not { } endpoint || ScopeOf(endpoint) is not { } scope)
            return next(context);
        var presented = PresentedKey(context.Request.Headers);
        var key = presented is null ? sessions.Read(context) : ring.Find(presented);
        if (key is null)
            return ChallengeAsync(context, scope, presented is not null);
        if (ApiKeyRing.Grants(key, scope))
            return next(context);
        return Problem.WriteAsync(context, StatusCodes.Status403Forbidden, "missing_scope",
            $"The API key '{key.Name}' has not the scope '{scope}' that this call needs; it has: {string.Join(", ", key.Scopes)}.");
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

    private static Task ChallengeAsync(HttpContext context, string scope, bool unknownKey)
    {
        if (!unknownKey && HttpMethods.IsGet(context.Request.Method) && WantsHtml(context.Request))
        {
            context.Response.Redirect(LoginPage.UrlFor(context.Request));
            return Task.CompletedTask;
        }
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Problem.WriteAsync(context, StatusCodes.Status401Unauthorized, unknownKey ? "unknown_key" : "missing_key",
            (unknownKey ? "The API key is not known." : "No API key was sent.")
            + $" Send one with the scope '{scope}' as 'Authorization: Bearer KEY' or 'X-Api-Key: KEY'.");
    }

    private static bool WantsHtml(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
