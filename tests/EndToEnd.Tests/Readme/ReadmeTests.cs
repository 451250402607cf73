using System.Diagnostics;
using System.Text.Json;
using Plimsoll.EndToEnd.Tests.Durability;
using Plimsoll.Support;

namespace Plimsoll.EndToEnd.Tests.Readme;

/// <summary>Every command of the README does what it says. <c>./test.sh</c> is what runs this.</summary>
public sealed class ReadmeTests : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("plimsoll-readme-");

    [ToolFact("bash", "curl")]
    public async Task Every_command_that_talks_to_the_gateway_succeeds_and_does_what_the_text_says()
    {
        await using var gateway = new GatewayProcess(_data.FullName, new Dictionary<string, string>());
        await gateway.StartAsync();
        var cli = Path.Combine(AppContext.BaseDirectory, "plimsoll.dll");
        var ran = 0;
        foreach (var block in ReadmeCommands.All().Where(b => b != "./test.sh"))
        {
            var lines = block.Split('\n').Where(l => !ReadmeCommands.StartsGateway(l));
            ran += await RunAsync(ReadmeCommands.For(string.Join('\n', lines), gateway.Address, cli));
        }
        Assert.True(ran >= 5, $"only {ran} blocks hold commands");
        Assert.Equal(1, await RequestsAsync(gateway, "support-chat"));
        var rows = (await File.ReadAllLinesAsync(Path.Combine(Repository.Root, "docs/examples/trace.csv"))).Length - 1;
        await Eventually.TrueAsync(async () => await RequestsAsync(gateway, "replayed") == rows, $"{rows} replayed requests");
    }

    [Fact]
    public async Task Every_command_that_starts_the_gateway_starts_it()
    {
        var starts = ReadmeCommands.All().SelectMany(b => b.Split('\n')).Where(ReadmeCommands.StartsGateway).ToList();
        Assert.Contains(starts, l => l.Contains("--demo", StringComparison.Ordinal));
        foreach (var line in starts)
        {
            var arguments = ReadmeCommands.GatewayArguments(line).Select(a => a.StartsWith("docs/", StringComparison.Ordinal) ? Path.Combine(Repository.Root, a) : a);
            var data = _data.CreateSubdirectory(Guid.NewGuid().ToString("N"));
            await using var gateway = new GatewayProcess(data.FullName, new Dictionary<string, string>(), [.. arguments]);
            await gateway.StartAsync();
            if (line.Contains("--demo", StringComparison.Ordinal))
                await Eventually.TrueAsync(async () => await RequestsAsync(gateway, "gpt-oss-20b") > 1000, "the demo's day of history", TimeSpan.FromMinutes(2));
        }
    }

    public void Dispose() => _data.Delete(recursive: true);

    private static async Task<int> RunAsync(string script)
    {
        if (script.Length == 0)
            return 0;
        var start = new ProcessStartInfo("bash") { ArgumentList = { "-euo", "pipefail", "-c", script }, WorkingDirectory = Repository.Root, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{script}\nended with {process.ExitCode}:\n{await output}{await errors}");
        Assert.DoesNotContain("\"reason\"", await output, StringComparison.Ordinal);
        return 1;
    }

    private static async Task<long> RequestsAsync(GatewayProcess gateway, string component)
    {
        using var answer = await gateway.Http.GetAsync(new Uri($"api/v1/components/{component}", UriKind.Relative));
        if (!answer.IsSuccessStatusCode)
            return 0;
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return json.RootElement.GetProperty("requests").GetInt64();
    }
}
