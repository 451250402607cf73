using System.Diagnostics;

namespace Plimsoll.EndToEnd.Tests.Exporters;

/// <summary>Runs a script that sends with the official JavaScript exporters.</summary>
internal static class NodeExporter
{
    public const string Folder = "Exporters/node";

    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(60);

    /// <returns>What it printed on standard error.</returns>
    public static async Task<string> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("node", arguments)
        {
            WorkingDirectory = Path.Combine(AppContext.BaseDirectory, Folder),
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(s_deadline);
        var said = await process.StandardError.ReadToEndAsync(deadline.Token);
        await process.WaitForExitAsync(deadline.Token);
        Assert.True(process.ExitCode == 0, said);
        return said;
    }
}
