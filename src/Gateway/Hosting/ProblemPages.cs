using Microsoft.AspNetCore.Diagnostics;

namespace Plimsoll.Gateway.Hosting;

/// <summary>Gives every answer that has no body of its own, and every bug, a problem+json body without internals.</summary>
internal static class ProblemPages
{
    public static void UseProblems(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = HandleAsync });
        app.UseStatusCodePages(pages => DescribeAsync(pages.HttpContext));
    }

    private static Task HandleAsync(HttpContext context) =>
        context.Features.Get<IExceptionHandlerFeature>()?.Error is BadHttpRequestException bad
            ? Problem.WriteAsync(context, bad.StatusCode, "bad_request", bad.Message)
            : Problem.WriteAsync(context, StatusCodes.Status500InternalServerError, "internal_error", "The gateway failed; its log says how.");

    private static Task DescribeAsync(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => Problem.WriteAsync(context, 404, "not_found", $"There is nothing at {context.Request.Path}."),
        StatusCodes.Status405MethodNotAllowed => Problem.WriteAsync(context, 405, "method_not_allowed",
            $"{context.Request.Path} takes {context.Response.Headers.Allow}, not {context.Request.Method}."),
        var status => Problem.WriteAsync(context, status, "error", "The request could not be served."),
    };
}
