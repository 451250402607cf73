using System.Collections.Concurrent;
using System.Diagnostics;

namespace Plimsoll.Support;

/// <summary>
/// A test that runs scripts of a folder beside the test assembly under Node.js. Installs the packages that the folder's
/// package.json pins, once; skipped, with the reason, where that is not possible.
/// </summary>
public sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute(string folder) => Skip = NodePackages.Missing(folder);
}

/// <summary>As <see cref="NodeFactAttribute"/>.</summary>
public sealed class NodeTheoryAttribute : TheoryAttribute
{
    public NodeTheoryAttribute(string folder) => Skip = NodePackages.Missing(folder);
}

internal static class NodePackages
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);
    private static readonly ConcurrentDictionary<string, Lazy<string?>> s_installed = new();

    /// <summary>Null when the packages are there, else why they are not.</summary>
    public static string? Missing(string folder) => s_installed.GetOrAdd(folder, f => new(() => Install(f))).Value;

    private static string? Install(string folder)
    {
        if (Tools.Find("npm") is not { } npm || !Tools.OnPath("node"))
            return "Not on PATH: node and npm";
        var start = new ProcessStartInfo(npm)
        {
            ArgumentList = { "install", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error" },
            WorkingDirectory = Path.Combine(AppContext.BaseDirectory, folder),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var said = process.StandardError.ReadToEndAsync();
        _ = process.StandardOutput.ReadToEndAsync();
        if (process.WaitForExit(Deadline))
            return process.ExitCode == 0 ? null : $"npm install failed in {folder}: {said.Result.Split('\n')[0]}";
        process.Kill(entireProcessTree: true);
        return $"npm install took longer than {Deadline} in {folder}";
    }
}
