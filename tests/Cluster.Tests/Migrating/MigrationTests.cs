using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Plimsoll.Cli;
using Plimsoll.Configuration;
using Plimsoll.Contract.Servers;
using Plimsoll.Gateway.Hosting;
using Plimsoll.Silo.Hosting;
using Plimsoll.Silo.Providers;
using Plimsoll.Support;

namespace Plimsoll.Cluster.Tests.Migrating;

/// <summary>The programs themselves: a gateway by itself, plimsoll migrate, and a cluster whose gateway takes the data directory over.</summary>
public sealed class MigrationTests : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("plimsoll-moving-");

    [PostgreSqlFact]
    public async Task Cluster_goes_on_from_what_a_gateway_by_itself_had_saved()
    {
        await using var server = await PostgreSqlServer.StartAsync();
        var alone = Options(server, ClusterRole.Gateway, "gateway");
        await using (var gateway = await StartAsync(GatewayApp.Build(alone, demo: false, TimeProvider.System, Quiet)))
        {
            await SendAsync(gateway, 1, 2, 3);
            await EventuallyCountedAsync(gateway, 3);
            await gateway.StopAsync();
        }

        Assert.StartsWith("Copied 1 components", await MigrateAsync(alone), StringComparison.Ordinal);

        await CountsAsync(server, alone, 3);
    }

    [PostgreSqlFact]
    public async Task Cluster_gets_from_the_journal_what_no_checkpoint_held_when_the_gateway_was_killed()
    {
        await using var server = await PostgreSqlServer.StartAsync();
        var alone = Options(server, ClusterRole.Gateway, "gateway");
        var image = alone with { DataDirectory = Path.Combine(_data.FullName, "image") };
        await using (var gateway = await StartAsync(GatewayApp.Build(alone, demo: false, TimeProvider.System, Quiet)))
        {
            await SendAsync(gateway, 1, 2, 3);
            await EventuallyCountedAsync(gateway, 3);
            Copy(alone.DataDirectory, image.DataDirectory);
        }

        Assert.StartsWith("Copied 0 components", await MigrateAsync(image), StringComparison.Ordinal);

        await CountsAsync(server, image, 3);
    }

    public void Dispose() => _data.Delete(recursive: true);

    private async Task CountsAsync(PostgreSqlServer server, PlimsollOptions old, long requests)
    {
        await ClusterProviders.Of(old.Cluster).PrepareAsync(old, default);
        await using var silo = await StartAsync(SiloProgram.Build(Options(server, ClusterRole.Silo, "silo"), Quiet));
        await using var gateway = await StartAsync(SiloProgram.Build(old, Quiet));
        await EventuallyCountedAsync(gateway, requests);
        await SendAsync(gateway, 3, 4);
        await EventuallyCountedAsync(gateway, requests + 1);
        await gateway.StopAsync();
        await silo.StopAsync();
    }

    private async Task<string> MigrateAsync(PlimsollOptions options)
    {
        var yaml = Path.Combine(_data.FullName, "cluster.yaml");
        await File.WriteAllTextAsync(yaml, $"cluster:\n  id: {options.Cluster.Id}\n  provider: postgresql\n  connection_string_env: DATABASE\n");
        using var output = new StringWriter();
        var host = new CliHost(output, output, null, new Dictionary<string, string> { ["DATABASE"] = options.Cluster.ConnectionString! }, TimeProvider.System);
        Assert.Equal(0, await CommandLine.RunAsync(["migrate", "--data", options.DataDirectory, "--config", yaml], host));
        return output.ToString();
    }

    private PlimsollOptions Options(PostgreSqlServer server, ClusterRole role, string directory) => new()
    {
        Urls = ["http://127.0.0.1:0"],
        OtlpHttp = null,
        OtlpGrpc = null,
        DataDirectory = Path.Combine(_data.FullName, directory),
        Checkpoints = new CheckpointOptions { Interval = TimeSpan.FromHours(1) },
        Cluster = new ClusterOptions
        {
            Role = role,
            Provider = ClusterProvider.PostgreSql,
            Id = "moved",
            ConnectionString = server.ConnectionString,
            SiloPort = PostgreSqlServer.FreePort(),
            GatewayPort = PostgreSqlServer.FreePort(),
        },
    };

    private static void Quiet(WebApplicationBuilder builder) => builder.Logging.ClearProviders();

    private static async Task<WebApplication> StartAsync(WebApplication app)
    {
        await app.StartAsync();
        return app;
    }

    private static Task SendAsync(WebApplication gateway, params int[] ids) => Eventually.TrueAsync(
        async () =>
        {
            using var http = Client(gateway);
            var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
            var records = ids.Select(id => new { component = "a", request_id = $"r-{id}", timestamp = now, total_latency_ms = 5 });
            using var answer = await http.PostAsJsonAsync("api/v1/records", records);
            return answer.IsSuccessStatusCode;
        },
        "the gateway takes records", Deadline);

    private static Task EventuallyCountedAsync(WebApplication gateway, long requests) => Eventually.TrueAsync(
        async () =>
        {
            using var http = Client(gateway);
            using var answer = await http.GetAsync(new Uri("api/v1/components/a", UriKind.Relative));
            if (!answer.IsSuccessStatusCode)
                return false;
            using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            return json.RootElement.GetProperty("requests").GetInt64() == requests;
        },
        $"{requests} requests are counted", Deadline);

    private static HttpClient Client(WebApplication gateway) => new() { BaseAddress = new Uri(gateway.Urls.First()) };

    private static void Copy(string from, string to)
    {
        foreach (var directory in Directory.GetDirectories(from, "*", SearchOption.AllDirectories))
            Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, directory)));
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories).Where(f => Path.GetFileName(f) != "~lock"))
        {
            using var source = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var copy = File.Create(Path.Combine(to, Path.GetRelativePath(from, file)));
            source.CopyTo(copy);
        }
    }
}
