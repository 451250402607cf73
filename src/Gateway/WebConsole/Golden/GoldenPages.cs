using Microsoft.AspNetCore.Http.HttpResults;
using Plimsoll.Components;
using Plimsoll.Gateway.Golden;
using Plimsoll.Gateway.WebConsole.Detail;

namespace Plimsoll.Gateway.WebConsole.Golden;

/// <summary>The console's page of golden sets.</summary>
internal sealed class GoldenPages(GoldenReader reader, IComponentDirectory directory)
{
    public const string Address = "/golden";

    public static string Of(string component) => $"{Address}?component={Uri.EscapeDataString(component)}";

    /// <param name="component">Null for all.</param>
    public async Task<IResult> ShowAsync(string? component)
    {
        if (component is not null && !await directory.ExistsAsync(component))
            return new RazorComponentResult<UnknownComponentPage>(new { Name = component }) { StatusCode = StatusCodes.Status404NotFound };
        var rows = component is null ? await reader.ReadAllAsync() : await reader.ReadAsync(component);
        return new RazorComponentResult<GoldenPage>(new { Sets = rows, Component = component });
    }
}
