using Plimsoll.Quality.Rubrics;

namespace Plimsoll.Gateway.WebConsole.Load;

/// <summary>Where the console shows quality against load.</summary>
public static class LoadAddress
{
    public const string Path = "/quality/load";

    public static string Of(string component, string dimension = RubricLimits.Composite) =>
        $"{Path}?component={Uri.EscapeDataString(component)}" + (dimension == RubricLimits.Composite ? "" : $"&dimension={Uri.EscapeDataString(dimension)}");
}
