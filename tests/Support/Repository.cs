namespace Plimsoll.Support;

/// <summary>Where this checkout is.</summary>
public static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "Orleans.sln")))
            at = at.Parent;
        return at?.FullName ?? throw new DirectoryNotFoundException("No folder above the test holds Orleans.sln");
    }
}
