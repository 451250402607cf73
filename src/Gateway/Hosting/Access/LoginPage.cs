using System.Net;
using System.Text;

namespace Plimsoll.Gateway.Hosting.Access;

/// <summary>A form that takes an API key for the console and answers with a session cookie. Works without scripts.</summary>
internal static class LoginPage
{
    public const string Path = "/login";

    private const int MaxKeyLength = 512;

    public static string UrlFor(HttpRequest request) =>
        $"{Path}?return={Uri.EscapeDataString(request.Path.Value + request.QueryString.Value)}";

    public static void Map(WebApplication app)
    {
        app.MapGet(Path, (HttpContext context) => WriteAsync(context, StatusCodes.Status200OK, error: null)).AllowWithoutKey();
        app.MapPost(Path, (RequestDelegate)SignInAsync).AllowWithoutKey();
    }

    private static async Task SignInAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
        {
            await Problem.WriteAsync(context, StatusCodes.Status415UnsupportedMediaType, "not_a_form", "Post the field 'key' as a form.");
            return;
        }
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var presented = form["key"].ToString().Trim();
        var services = context.RequestServices;
        if (presented.Length is 0 or > MaxKeyLength || services.GetRequiredService<ApiKeyRing>().Find(presented) is not { } key)
        {
            await WriteAsync(context, StatusCodes.Status401Unauthorized, "That key is not known.");
            return;
        }
        if (key.HasEnded(services.GetRequiredService<TimeProvider>().GetUtcNow()))
        {
            await WriteAsync(context, StatusCodes.Status401Unauthorized, "That key is no longer valid.");
            return;
        }
        services.GetRequiredService<Sessions>().Begin(context, key);
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = ReturnUrl(context.Request);
    }

    /// <summary>A path of this site: anything else could send a visitor who just signed in elsewhere.</summary>
    private static string ReturnUrl(HttpRequest request)
    {
        var url = request.Query["return"].ToString();
        return url.StartsWith('/') && !url.StartsWith("//", StringComparison.Ordinal) && !url.Contains('\\') && !url.Any(char.IsControl)
            ? url
            : "/";
    }

    private static Task WriteAsync(HttpContext context, int status, string? error)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        var action = WebUtility.HtmlEncode($"{Path}?return={Uri.EscapeDataString(ReturnUrl(context.Request))}");
        var alert = error is null ? "" : $"""<p role="alert">{WebUtility.HtmlEncode(error)}</p>""";
        return context.Response.WriteAsync($"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark"><title>Sign in · Plimsoll</title>
            <link rel="icon" type="image/svg+xml" href="/console/mark.svg"><link rel="stylesheet" href="/console/console.css">
            <script src="/console/theme.js"></script>
            </head>
            <body>
            <main class="first">
            <h1>Plimsoll</h1>
            {alert}
            <form method="post" action="{action}">
            <p><label for="key">API key with the scope <code>read</code></label></p>
            <p><input id="key" name="key" type="password" autocomplete="current-password" maxlength="{MaxKeyLength}" required autofocus> <button class="quiet">Sign in</button></p>
            </form>
            </main>
            </body>
            </html>
            """, Encoding.UTF8, context.RequestAborted);
    }
}
