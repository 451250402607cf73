using Microsoft.AspNetCore.Http.Features;

namespace Plimsoll.Gateway.Query;

/// <summary>
/// Reads a component's name from the request line. The server leaves %2F in a path undecoded, so the routed value
/// cannot tell a slash from a literal %2F; the raw target can.
/// </summary>
internal static class ComponentPath
{
    public const string Prefix = "/api/v1/components/";

    /// <param name="routed">What routing made of the segment, used when the raw target has another form.</param>
    public static string Name(HttpContext context, string routed)
    {
        var target = context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";
        var start = target.IndexOf(Prefix, StringComparison.OrdinalIgnoreCase);
        if (start < 0)
            return Uri.UnescapeDataString(routed);
        var rest = target.AsSpan(start + Prefix.Length);
        var end = rest.IndexOfAny('/', '?');
        return Uri.UnescapeDataString((end < 0 ? rest : rest[..end]).ToString());
    }
}
