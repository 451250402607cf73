using System.Net;
using Microsoft.Extensions.Logging;
using Plimsoll.Configuration;
using Plimsoll.Contract.Servers;
using Plimsoll.Silo.Hosting;
using Plimsoll.Support;

namespace Plimsoll.Cluster.Tests.Hosting;

public sealed class SelfTelemetryTests : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("plimsoll-telemetry-");

    [Fact]
    public async Task Trace_goes_from_the_request_to_the_grain_and_Orleans_metrics_go_with_it()
    {
        await using var receiver = new OtlpRecorder();
        var options = Options(receiver.Url);
        await using (var member = SiloProgram.Build(options, builder => builder.Logging.ClearProviders()))
        {
            await member.StartAsync();
            using var http = new HttpClient { BaseAddress = new Uri(member.Urls.First()) };
            await Eventually.TrueAsync(async () => await StatusAsync(http, "readyz") == HttpStatusCode.OK, "the member is ready", TimeSpan.FromMinutes(1));
            await StatusAsync(http, "api/v1/fleet");
            await member.StopAsync();
        }

        var spans = receiver.Spans.ToLookup(s => s.Id);
        var call = Assert.Single(receiver.Spans, s => s is { Scope: "Microsoft.AspNetCore", Name: "GET /api/v1/fleet" });
        Assert.Contains(receiver.Spans, s => s.Scope == "Microsoft.Orleans.Application" && s.Trace == call.Trace && spans[s.Parent].Any(p => p == call));
        Assert.Contains(receiver.Metrics, m => m.Scope == "Microsoft.Orleans");
    }

    public void Dispose() => _data.Delete(recursive: true);

    private PlimsollOptions Options(Uri receiver) => new()
    {
        Urls = ["http://127.0.0.1:0"],
        OtlpHttp = null,
        OtlpGrpc = null,
        DataDirectory = _data.FullName,
        Telemetry = new TelemetryOptions { OtlpEndpoint = receiver, Protocol = OtlpProtocol.Http, TraceRatio = 1, Timeout = TimeSpan.FromMinutes(1) },
        Cluster = new ClusterOptions { SiloPort = PostgreSqlServer.FreePort(), GatewayPort = PostgreSqlServer.FreePort() },
    };

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, string path)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        return answer.StatusCode;
    }
}
