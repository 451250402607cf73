using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using Plimsoll.Configuration;

namespace Plimsoll.Gateway.Hosting.SelfTelemetry;

/// <summary>
/// Names the server's spans by method and route, after OpenTelemetry's conventions for HTTP. Neither paths as they were
/// asked for nor queries are told: they hold names and ids of requests.
/// </summary>
internal static class RequestSpans
{
    public static void UseRequestSpans(this WebApplication app)
    {
        if (app.Services.GetRequiredService<PlimsollOptions>().Telemetry.OtlpEndpoint is null)
            return;
        app.Use(async (context, next) =>
        {
            try
            {
                await next(context);
            }
            finally
            {
                if (context.Features.Get<IHttpActivityFeature>()?.Activity is { IsAllDataRequested: true } span)
                    Describe(span, context);
            }
        });
    }

    private static void Describe(Activity span, HttpContext context)
    {
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        span.DisplayName = route is null ? context.Request.Method : string.Create(CultureInfo.InvariantCulture, $"{context.Request.Method} {route}");
        span.SetTag("http.request.method", context.Request.Method);
        span.SetTag("http.route", route);
        span.SetTag("http.response.status_code", context.Response.StatusCode);
        if (context.Response.StatusCode >= StatusCodes.Status500InternalServerError)
            span.SetStatus(ActivityStatusCode.Error);
    }
}
