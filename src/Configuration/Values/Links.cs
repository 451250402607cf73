namespace Plimsoll.Configuration.Values;

/// <summary>Links to pages and services.</summary>
internal static class Links
{
    private const int MaxChars = 2_000;

    /// <summary>An absolute http or https URL. What stands in it may be a secret: errors do not repeat it.</summary>
    public static Parsed<string?> Web(string text) =>
        text.Length <= MaxChars && Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? text
            : Parsed<string?>.Fail($"is no http or https URL of at most {MaxChars} characters");
}
