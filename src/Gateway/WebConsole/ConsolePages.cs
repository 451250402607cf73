using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Plimsoll.Components;
using Plimsoll.Configuration;
using Plimsoll.Gateway.WebConsole.Charts;
using Plimsoll.Gateway.WebConsole.Detail;
using Plimsoll.Gateway.WebConsole.Fleet;
using Plimsoll.Gateway.WebConsole.Text;

namespace Plimsoll.Gateway.WebConsole;

/// <summary>Answers the console's addresses.</summary>
public sealed class ConsolePages(IComponentDirectory directory, PlimsollOptions options, TimeProvider time)
{
    public async Task<IResult> FleetAsync(HttpContext http, string? sort, string? dir, string? q)
    {
        var rows = await directory.ListAsync();
        var model = FleetModel.Build(time.GetUtcNow(), rows, FleetOrder.Parse(sort, dir), q);
        return Page<FleetPage>(new { Model = model, Hints = Hints(http, "my-model") });
    }

    public async Task<IResult> ComponentAsync(HttpContext http, string? range, string? table)
    {
        var name = ComponentAddress.Parse(http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        if (!await directory.ExistsAsync(name))
            return Page<UnknownComponentPage>(new { Name = name }, StatusCodes.Status404NotFound);
        var (component, over, now) = (directory.Get(name), TimeRange.Parse(range), time.GetUtcNow());
        if (ChartDefinition.Find(table) is { } chart)
        {
            var data = await ComponentModel.LoadChartsAsync(component, [chart], over, now);
            return Page<ChartTablePage>(new { Name = name, Range = over, Chart = data[0] });
        }
        var model = await ComponentModel.LoadAsync(component, over, now);
        return Page<ComponentPage>(new { Model = model, Hints = Hints(http, name) });
    }

    private SendingHints Hints(HttpContext http, string component) =>
        new($"{http.Request.Scheme}://{http.Request.Host}", component, options.NeedsApiKey);

    private static RazorComponentResult<TPage> Page<TPage>(object parameters, int status = StatusCodes.Status200OK)
        where TPage : IComponent => new(parameters) { StatusCode = status };
}
