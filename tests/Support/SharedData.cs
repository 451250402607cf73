namespace Plimsoll.Support;

/// <summary>Finds the shared reference data: <c>PLIMSOLL_SHARED</c>, else <c>../shared</c> beside the repository.</summary>
public static class SharedData
{
    public static string? Root { get; } = Find();

    public static string? TryPath(params string[] parts)
    {
        if (Root is null)
            return null;
        var path = Path.Combine([Root, .. parts]);
        return Path.Exists(path) ? path : null;
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("PLIMSOLL_SHARED") is { Length: > 0 } set)
            return Directory.Exists(set) ? set : null;
        var beside = Path.Combine(Repository.Root, "..", "shared");
        return Directory.Exists(beside) ? Path.GetFullPath(beside) : null;
    }
}
