using Microsoft.AspNetCore.Http.HttpResults;
using Plimsoll.Gateway.Cloud;

namespace Plimsoll.Gateway.WebConsole.Cloud;

/// <summary>Answers the console's address of the work with AWS.</summary>
internal sealed class CloudPages(CloudReader cloud, TimeProvider time)
{
    public const string Address = "/cloud";

    public IResult Show() => new RazorComponentResult<CloudPage>(new { Model = cloud.Read(), Now = time.GetUtcNow() });
}
