namespace Plimsoll.Support;

/// <summary>A test that needs programs on PATH; skipped, with the reason, where one is absent.</summary>
public sealed class ToolFactAttribute : FactAttribute
{
    public ToolFactAttribute(params string[] tools)
    {
        var missing = tools.Where(t => !Tools.OnPath(t)).ToList();
        if (missing.Count > 0)
            Skip = $"Not on PATH: {string.Join(", ", missing)}";
    }
}

public static class Tools
{
    public static bool OnPath(string tool) => Find(tool) is not null;

    /// <summary>Full path of a program on PATH, or null.</summary>
    public static string? Find(string tool) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(d => Path.Combine(d, tool)).FirstOrDefault(File.Exists);
}
