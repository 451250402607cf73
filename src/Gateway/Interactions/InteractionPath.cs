using Microsoft.AspNetCore.Http.Features;

namespace Plimsoll.Gateway.Interactions;

/// <summary>Reads a request id, whatever characters it has, from the end of a request target.</summary>
internal static class InteractionPath
{
    /// <param name="prefix">What stands before the id.</param>
    public static string Id(HttpContext context, string prefix)
    {
        var path = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.AsSpan();
        var query = path.IndexOf('?');
        if (query >= 0)
            path = path[..query];
        var start = path.IndexOf(prefix, StringComparison.OrdinalIgnoreCase);
        return start < 0 ? "" : Uri.UnescapeDataString(path[(start + prefix.Length)..]);
    }
}
