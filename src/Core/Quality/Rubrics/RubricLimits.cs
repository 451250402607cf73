namespace Plimsoll.Quality.Rubrics;

/// <summary>The bounds that every rubric keeps.</summary>
public static class RubricLimits
{
    public const int NameChars = 64;
    public const int ModelChars = 256;
    public const int Dimensions = 16;
    public const int Anchors = 11;

    /// <summary>Characters of an instruction or of an anchor's meaning.</summary>
    public const int TextChars = 2_000;

    public const double Weight = 100;

    /// <summary>The name of all dimensions together; none of them may bear it.</summary>
    public const string Composite = "composite";

    /// <summary>A lower-case letter, then lower-case letters, digits and underscores: it is a metric's label.</summary>
    public static bool IsName(string text) =>
        text.Length is > 0 and <= NameChars && char.IsAsciiLetterLower(text[0]) && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_');

    /// <summary>As a name, with <c>-</c> and <c>.</c> too.</summary>
    public static bool IsId(string text) =>
        text.Length is > 0 and <= NameChars && char.IsAsciiLetterLower(text[0])
        && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '_' or '-' or '.');
}
