using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;

namespace Plimsoll.Gateway.Comparing;

/// <summary>What a caller wants compared, as it was written.</summary>
public sealed record ComparisonQuestion
{
    [FromQuery(Name = "a"), Description("What B is measured against: a component, or a value of the dimension within the component.")]
    public string? A { get; init; }

    [FromQuery(Name = "b"), Description("What is in question, such as the new version.")]
    public string? B { get; init; }

    [FromQuery(Name = "component"), Description("The component that a and b are parts of; without it they are components themselves.")]
    public string? Component { get; init; }

    [FromQuery(Name = "by"), Description("model_version (where nothing is said), variant or copy.")]
    public string? By { get; init; }
}
