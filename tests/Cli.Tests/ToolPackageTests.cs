using System.Diagnostics;
using Plimsoll.Support;

namespace Plimsoll.Cli.Tests;

public sealed class ToolPackageTests : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("plimsoll-tool-");

    [ToolFact("dotnet")]
    public async Task Packed_tool_installs_from_a_folder_and_runs()
    {
        var configuration = AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";
        var (packages, tools) = (Path.Combine(_directory.FullName, "packages"), Path.Combine(_directory.FullName, "tools"));

        await RunAsync("dotnet", "pack", Path.Combine(Repository.Root, "src/Cli"), "--no-build", "--configuration", configuration, "--output", packages);
        await RunAsync("dotnet", "tool", "install", "--tool-path", tools, "--source", packages, "Plimsoll.Cli");
        var help = await RunAsync(Path.Combine(tools, "plimsoll"), "--help");

        Assert.Contains("plimsoll top", help, StringComparison.Ordinal);
    }

    public void Dispose() => _directory.Delete(recursive: true);

    private async Task<string> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = _directory.FullName, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Deadline);
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)}: not within {Deadline}");
        }
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {process.ExitCode}\n{await output}{await errors}");
        return await output;
    }
}
