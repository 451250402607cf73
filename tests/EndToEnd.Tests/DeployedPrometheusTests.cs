using System.Diagnostics;
using Plimsoll.Support;

namespace Plimsoll.EndToEnd.Tests;

public sealed class DeployedPrometheusTests
{
    [ToolFact("promtool")]
    public async Task Configurations_that_are_delivered_are_valid()
    {
        var files = Directory.GetFiles(Path.Combine(Repository.Root, "deploy", "prometheus"), "*.yml");
        Assert.NotEmpty(files);
        using var promtool = Process.Start(new ProcessStartInfo(Tools.Find("promtool")!, ["check", "config", .. files]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = await promtool.StandardOutput.ReadToEndAsync() + await promtool.StandardError.ReadToEndAsync();
        await promtool.WaitForExitAsync();
        Assert.True(promtool.ExitCode == 0, output);
    }
}
