using System.Net;

namespace Plimsoll.Gateway.Hosting.Access;

/// <summary>
/// While no key is configured, anybody on this machine may call, and so could any page in their browser. So requests
/// under a foreign host name (DNS rebinding) and writes that another site's page makes are refused.
/// </summary>
internal static class LocalGuard
{
    public static void UseLocalGuard(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<ApiKeyRing>().IsOpen)
            return;
        app.Use((context, next) =>
            !IsLocalName(context.Request.Host.Host)
                ? Problem.WriteAsync(context, StatusCodes.Status421MisdirectedRequest, "foreign_host",
                    $"No API key is configured, so only localhost and loopback addresses are answered, not the host '{Shown(context.Request.Host.Host)}'. Configure api_keys to use other names.")
            : IsForeignWrite(context.Request)
                ? Problem.WriteAsync(context, StatusCodes.Status403Forbidden, "foreign_site",
                    "No API key is configured, so pages of other sites may not send anything here.")
            : next(context));
    }

    private static bool IsLocalName(string host) => host.Length == 0
        || host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip));

    /// <summary>Whether a browser says that another site's page makes a request that could change something.</summary>
    public static bool IsForeignWrite(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method)
        && request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site";

    private static string Shown(string host) => host.Length <= 64 ? host : host[..64] + "…";
}
