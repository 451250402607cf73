using System.Diagnostics.Metrics;
using System.Net.Http.Json;
using Microsoft.Extensions.Logging;
using Plimsoll.Configuration;
using Plimsoll.Contract.Servers;
using Plimsoll.Gateway.Hosting;

namespace Plimsoll.Gateway.Tests.Hosting.SelfTelemetry;

public sealed class TelemetryExportTests : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("plimsoll-telemetry-");

    [Fact]
    public async Task Requests_and_the_gateways_own_metrics_reach_the_receiver()
    {
        await using var receiver = new OtlpRecorder();

        await ServeOneRecordAsync(receiver.Url);

        Assert.Contains(receiver.Spans, s => s is { Scope: "Microsoft.AspNetCore", Name: "POST /api/v1/records" });
        Assert.Contains(new SentMetric("Plimsoll.Gateway", "plimsoll_gateway_rows_accepted"), receiver.Metrics);
        Assert.Contains("x-key=secret", receiver.Headers);
    }

    [Fact]
    public async Task Receiver_out_of_reach_is_counted_and_harms_nothing()
    {
        var troubles = 0L;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, meter) =>
        {
            if (instrument.Name == "plimsoll_gateway_telemetry_export_troubles")
                meter.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, count, _, _) => Interlocked.Add(ref troubles, count));
        listener.Start();

        await ServeOneRecordAsync(new Uri("http://127.0.0.1:1"));

        Assert.True(Volatile.Read(ref troubles) > 0);
    }

    public void Dispose() => _data.Delete(recursive: true);

    /// <summary>What is left to send is sent at the stop.</summary>
    private async Task ServeOneRecordAsync(Uri receiver)
    {
        var telemetry = new TelemetryOptions { OtlpEndpoint = receiver, Protocol = OtlpProtocol.Http, TraceRatio = 1, Headers = "x-key=secret", Timeout = TimeSpan.FromMinutes(1) };
        var options = GatewayHost.Options with { DataDirectory = _data.FullName, Telemetry = telemetry };
        await using var app = GatewayApp.Build(options, demo: false, TimeProvider.System, builder => builder.Logging.ClearProviders());
        await app.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        var record = new { component = "a", timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(), total_latency_ms = 5 };
        await Support.Eventually.TrueAsync(async () =>
        {
            using var answer = await http.PostAsJsonAsync("api/v1/records", new[] { record });
            return answer.IsSuccessStatusCode;
        }, "the gateway takes a record");
        await app.StopAsync();
    }
}
