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
    public static bool OnPath(string tool) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(d => File.Exists(Path.Combine(d, tool)));
}
