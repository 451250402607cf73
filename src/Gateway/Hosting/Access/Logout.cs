namespace Plimsoll.Gateway.Hosting.Access;

/// <summary>Ends the console's session. A form posts here, since a link could be followed by a page of another site.</summary>
internal static class Logout
{
    public const string Path = "/logout";

    public static void Map(WebApplication app) => app.MapPost(Path, (RequestDelegate)(context =>
    {
        if (LocalGuard.IsForeignWrite(context.Request))
            return Problem.WriteAsync(context, StatusCodes.Status403Forbidden, "foreign_site", "Pages of other sites may not sign out here.");
        context.RequestServices.GetRequiredService<Sessions>().End(context);
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = LoginPage.Path;
        return Task.CompletedTask;
    })).AllowWithoutKey();
}
