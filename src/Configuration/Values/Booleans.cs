namespace Plimsoll.Configuration.Values;

internal static class Booleans
{
    public static Parsed<bool> Read(string text) => text switch
    {
        "true" => true,
        "false" => false,
        _ => Parsed<bool>.Fail($"'{text}' is neither true nor false"),
    };
}
