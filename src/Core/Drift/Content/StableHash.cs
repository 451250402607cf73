namespace Plimsoll.Drift.Content;

/// <summary>FNV-1a (Fowler, Noll and Vo) with a last mix: the same on every machine and runtime, unlike that of strings.</summary>
internal static class StableHash
{
    private const ulong Basis = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    /// <summary>Of the characters in lower case.</summary>
    public static ulong Of(ReadOnlySpan<char> text)
    {
        var hash = Basis;
        foreach (var c in text)
            hash = (hash ^ char.ToLowerInvariant(c)) * Prime;
        hash ^= hash >> 29;
        return hash * 0xBF58476D1CE4E5B9;
    }
}
