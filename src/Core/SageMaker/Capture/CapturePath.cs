namespace Plimsoll.SageMaker.Capture;

/// <summary>Endpoint and variant as the path of an object has them: <c>…/ENDPOINT/VARIANT/yyyy/mm/dd/hh/NAME.jsonl</c>.</summary>
/// <param name="Endpoint">Null where the path is another.</param>
public readonly record struct CapturePath(string? Endpoint, string? Variant)
{
    private static readonly int[] s_digits = [4, 2, 2, 2];

    public static CapturePath Of(string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var at = parts.Length - 1 - s_digits.Length;
        if (at < 2)
            return default;
        for (var i = 0; i < s_digits.Length; i++)
        {
            if (parts[at + i].Length != s_digits[i] || !parts[at + i].All(char.IsAsciiDigit))
                return default;
        }
        return new(parts[at - 2], parts[at - 1]);
    }

    /// <summary>Whether a folder's name is that of a year, which stand below a variant.</summary>
    public static bool IsYear(string name) => name.Length == s_digits[0] && name.All(char.IsAsciiDigit);
}
