namespace Plimsoll.Gateway.WebConsole.Quality;

/// <summary>Where the console shows the quality of a component's answers.</summary>
public static class QualityAddress
{
    public const string Path = "/quality";

    public static string Of(string component) => $"{Path}?component={Uri.EscapeDataString(component)}";
}
