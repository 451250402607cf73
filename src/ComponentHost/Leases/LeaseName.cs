namespace Plimsoll.ComponentHost.Leases;

internal static class LeaseName
{
    private const int MaxLength = 64;

    /// <exception cref="ArgumentException">The name is none.</exception>
    public static void Check(string name)
    {
        if (name.Length is 0 or > MaxLength || !name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
            throw new ArgumentException($"'{name}' is not 1 to {MaxLength} lower-case letters, digits and -", nameof(name));
    }
}
