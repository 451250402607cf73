using Plimsoll.Gateway.Hosting.Grpc;

namespace Plimsoll.Gateway.Hosting;

/// <summary>Writes an RFC 9457 problem+json answer, or the status of a gRPC call.</summary>
public static class Problem
{
    /// <param name="code">Short stable word for programs; the detail is for people.</param>
    public static Task WriteAsync(HttpContext context, int status, string code, string detail, TimeSpan? retryAfter = null)
    {
        if (GrpcStatus.IsCall(context.Request))
            return GrpcStatus.RefuseAsync(context, status, detail, retryAfter);
        if (retryAfter is { } wait)
            context.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var problem = new ProblemBody("about:blank", Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status), status, detail, code);
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(problem, HostingJson.Default.ProblemBody, "application/problem+json");
    }
}

internal sealed record ProblemBody(string Type, string Title, int Status, string Detail, string Code);
