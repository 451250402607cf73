using Microsoft.AspNetCore.Http.HttpResults;
using Plimsoll.Gateway.Scraping;

namespace Plimsoll.Gateway.WebConsole.Targets;

/// <summary>Answers the console's address of the targets that are scraped.</summary>
internal sealed class TargetPages(TargetBoard board, TimeProvider time)
{
    public const string Address = "/targets";

    public IResult Show() => new RazorComponentResult<TargetsPage>(new { Model = TargetList.Of(board), Now = time.GetUtcNow() });
}
