using Microsoft.AspNetCore.Http.HttpResults;
using Plimsoll.Gateway.Costs;

namespace Plimsoll.Gateway.WebConsole.Costs;

/// <summary>The console's page of what components cost.</summary>
internal sealed class CostPages(CostReader reader, TimeProvider time)
{
    public const string Address = "/cost";

    public static readonly IReadOnlyList<int> Ranges = [1, 7, 30, 90, 400];

    public async Task<IResult> ShowAsync(int? days, CancellationToken cancellation)
    {
        var asked = days is { } given && Ranges.Contains(given) ? given : CostEndpoint.DefaultDays;
        DayPeriod.TryRead(null, null, asked, time.GetUtcNow(), out var period, out _);
        var model = new CostModel(asked, period, await reader.ReadAsync(null, period, cancellation));
        return new RazorComponentResult<CostPage>(new { Model = model });
    }
}
