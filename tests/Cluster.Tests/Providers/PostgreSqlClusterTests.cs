using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Plimsoll.Configuration;
using Plimsoll.Contract.Servers;
using Plimsoll.Silo.Hosting;
using Plimsoll.Silo.Providers;
using Plimsoll.Support;

namespace Plimsoll.Cluster.Tests.Providers;

/// <summary>The program itself: members that find each other through PostgreSQL and keep their checkpoints there.</summary>
public sealed class PostgreSqlClusterTests : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("plimsoll-members-");

    [PostgreSqlFact]
    public async Task Gateway_and_silos_find_each_other_and_what_one_silo_saved_another_goes_on_from()
    {
        await using var server = await PostgreSqlServer.StartAsync();
        var options = Options(server, ClusterRole.Silo);
        var provider = ClusterProviders.Of(options.Cluster);
        await provider.PrepareAsync(options, default);
        await provider.PrepareAsync(options, default);
        var silo = await StartAsync(options);
        await using var gateway = await StartAsync(Options(server, ClusterRole.Gateway));
        using var http = new HttpClient { BaseAddress = new Uri(gateway.Urls.First()) };

        await SendAsync(http, "one");
        await EventuallyCountedAsync(http, 1);
        Assert.Contains("plimsoll_requests_total{component=\"a\"} 1", await MetricsAsync(silo), StringComparison.Ordinal);
        Assert.DoesNotContain("component=\"a\"", await MetricsAsync(gateway), StringComparison.Ordinal);
        await silo.StopAsync();
        await silo.DisposeAsync();

        await using var next = await StartAsync(Options(server, ClusterRole.Silo));
        await SendAsync(http, "two");
        await EventuallyCountedAsync(http, 2);
    }

    public void Dispose() => _data.Delete(recursive: true);

    private PlimsollOptions Options(PostgreSqlServer server, ClusterRole role) => new()
    {
        Urls = ["http://127.0.0.1:0"],
        OtlpHttp = null,
        OtlpGrpc = null,
        DataDirectory = Path.Combine(_data.FullName, $"{role}"),
        Cluster = new ClusterOptions
        {
            Role = role,
            Provider = ClusterProvider.PostgreSql,
            Id = "test",
            ConnectionString = server.ConnectionString,
            SiloPort = PostgreSqlServer.FreePort(),
            GatewayPort = PostgreSqlServer.FreePort(),
        },
    };

    private static async Task<WebApplication> StartAsync(PlimsollOptions options)
    {
        var app = SiloProgram.Build(options, builder => builder.Logging.ClearProviders());
        await app.StartAsync();
        return app;
    }

    private static Task SendAsync(HttpClient http, string id) => Eventually.TrueAsync(
        async () =>
        {
            var record = new { component = "a", request_id = id, timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(), total_latency_ms = 5 };
            using var answer = await http.PostAsJsonAsync("api/v1/records", new[] { record });
            return answer.IsSuccessStatusCode;
        },
        "the gateway takes a record", TimeSpan.FromMinutes(1));

    private static Task EventuallyCountedAsync(HttpClient http, long requests) => Eventually.TrueAsync(
        async () =>
        {
            using var answer = await http.GetAsync(new Uri("api/v1/components/a", UriKind.Relative));
            if (!answer.IsSuccessStatusCode)
                return false;
            using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            return json.RootElement.GetProperty("requests").GetInt64() == requests;
        },
        $"{requests} requests are counted", TimeSpan.FromMinutes(1));

    private static async Task<string> MetricsAsync(WebApplication member)
    {
        using var http = new HttpClient();
        return await http.GetStringAsync(new Uri(new Uri(member.Urls.First()), "metrics"));
    }
}
