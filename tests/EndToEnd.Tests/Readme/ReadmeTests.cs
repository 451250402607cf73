using System.Diagnostics;
using System.Text.Json;
using Plimsoll.EndToEnd.Tests.Durability;
using Plimsoll.Support;
using Plimsoll.Support.CloudWatch;

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
        foreach (var line in starts.Where(l => !ConnectsCloudWatch(l)))
        {
            var data = _data.CreateSubdirectory(Guid.NewGuid().ToString("N"));
            await using var gateway = new GatewayProcess(data.FullName, new Dictionary<string, string>(), Arguments(line));
            await gateway.StartAsync();
            if (line.Contains("--demo", StringComparison.Ordinal))
                await Eventually.TrueAsync(async () => await RequestsAsync(gateway, "gpt-oss-20b") > 1000, "the demo's day of history", TimeSpan.FromMinutes(2));
        }
    }

    /// <summary>Its first minute is one that an earlier process measured, so that nobody waits for the next to close.</summary>
    [Fact]
    public async Task The_command_that_connects_CloudWatch_publishes_what_was_measured_and_reads_what_SageMaker_has()
    {
        await using var service = new FakeCloudWatch(TimeProvider.System);
        await using (var before = new GatewayProcess(_data.FullName, new Dictionary<string, string>()))
        {
            await before.StartAsync();
            for (var minutes = 0; minutes < 5; minutes++)
                await SendAsync(before, TimeProvider.System.GetUtcNow().AddMinutes(-minutes));
            await Eventually.TrueAsync(async () => await RequestsAsync(before, "connected") == 5, "5 requests count");
        }
        await using var gateway = new GatewayProcess(_data.FullName, new Dictionary<string, string>
        {
            ["AWS_ACCESS_KEY_ID"] = "AKIDEXAMPLE",
            ["AWS_SECRET_ACCESS_KEY"] = "secret",
            ["PLIMSOLL__CLOUDWATCH__ENDPOINT"] = service.Url.ToString(),
            ["PLIMSOLL__CLOUDWATCH__DELAY"] = "30s",
            ["PLIMSOLL__SAGEMAKER__ENDPOINT"] = service.Url.ToString(),
        }, Arguments(Assert.Single(ReadmeCommands.All().SelectMany(b => b.Split('\n')), ConnectsCloudWatch)));
        await gateway.StartAsync();

        await Eventually.TrueAsync(async () =>
        {
            await SendAsync(gateway, TimeProvider.System.GetUtcNow());
            return service.Data.Any(d => d is { Namespace: "Plimsoll", Metric: "requests", Dimensions: "Component=connected" }) && service.Metrics.Lists > 0;
        }, "a minute is published", TimeSpan.FromMinutes(3));
        Assert.Empty(service.Errors);
    }

    public void Dispose() => _data.Delete(recursive: true);

    private static bool ConnectsCloudWatch(string line) => ReadmeCommands.StartsGateway(line) && line.Contains("cloudwatch.yaml", StringComparison.Ordinal);

    private static string[] Arguments(string line) =>
        [.. ReadmeCommands.GatewayArguments(line).Select(a => a.StartsWith("docs/", StringComparison.Ordinal) ? Path.Combine(Repository.Root, a) : a)];

    private static async Task SendAsync(GatewayProcess gateway, DateTimeOffset at)
    {
        using var body = new StringContent($$"""{"component":"connected","timestamp":{{at.ToUnixTimeMilliseconds()}},"total_latency_ms":900}""", System.Text.Encoding.UTF8, "application/json");
        using var answer = await gateway.Http.PostAsync("api/v1/records", body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

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
        Assert.DoesNotContain("\"rejected\":[{", await output, StringComparison.Ordinal);
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
