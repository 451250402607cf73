namespace Plimsoll.Configuration.Values;

internal static class Texts
{
    /// <summary>The path of a file.</summary>
    public static Parsed<string?> Path(string text)
    {
        var (value, error) = UpTo(4096)(text);
        return new Parsed<string?>(value, error);
    }

    public static ValueReader<string> UpTo(int most) => text =>
        text.Length >= 1 && text.Length <= most ? text : Parsed<string>.Fail($"has {text.Length} characters; it may have 1 to {most}");

    public static ValueReader<string> OneOf(params string[] allowed) => text =>
        allowed.Contains(text) ? text : Parsed<string>.Fail($"'{text}' is not one of {string.Join(", ", allowed)}");
}
