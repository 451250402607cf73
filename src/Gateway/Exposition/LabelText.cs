namespace Plimsoll.Gateway.Exposition;

/// <summary>Labels as they stand between the braces of the text formats.</summary>
internal static class LabelText
{
    public static string Format(string name, string? value) => $"{name}=\"{Escape(value ?? "")}\"";

    /// <summary>A label or metric name made of what both formats allow.</summary>
    public static string Name(string text)
    {
        var name = string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
        return name.Length == 0 || char.IsAsciiDigit(name[0]) ? "_" + name : name;
    }

    private static string Escape(string value) => value.AsSpan().IndexOfAny("\\\"\n") < 0
        ? value
        : value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
