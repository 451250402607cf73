using Plimsoll.Gateway.Interactions.Answers;

namespace Plimsoll.Gateway.WebConsole.Interactions;

/// <summary>Where the console shows requests.</summary>
public static class InteractionAddress
{
    public const string List = "/interactions";
    public const string Prefix = List + "/";
    public const string ByPosition = Prefix + "at/";

    /// <summary>The page of one request: under its id, or under its place in the log where it has none.</summary>
    public static string Of(InteractionRow row) => row.RequestId is { } id ? Prefix + Uri.EscapeDataString(id) : At(row);

    public static string At(InteractionRow row) => ByPosition + row.Position;

    /// <summary>The list with these conditions; null and empty ones are left out.</summary>
    public static string With(params (string Name, string? Value)[] conditions)
    {
        var given = conditions.Where(c => !string.IsNullOrEmpty(c.Value)).Select(c => $"{c.Name}={Uri.EscapeDataString(c.Value!)}").ToList();
        return given.Count == 0 ? List : $"{List}?{string.Join('&', given)}";
    }
}
