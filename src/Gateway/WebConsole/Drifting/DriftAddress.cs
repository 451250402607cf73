namespace Plimsoll.Gateway.WebConsole.Drifting;

/// <summary>Where the console shows the drift of a component.</summary>
public static class DriftAddress
{
    public const string Path = "/drift";

    /// <summary>Takes the form that begins the baseline anew.</summary>
    public const string Reset = "/drift/reset";

    public static string Of(string component) => $"{Path}?component={Uri.EscapeDataString(component)}";
}
