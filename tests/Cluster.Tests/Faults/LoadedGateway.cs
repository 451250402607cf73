using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Hosting;
using Plimsoll.Silo.Gateways;

namespace Plimsoll.Cluster.Tests.Faults;

/// <summary>A real gateway over HTTP before a cluster, and a client of its own.</summary>
/// <param name="field">In which its records carry their tokens: no two gateways of a cluster have the same.</param>
internal sealed class LoadedGateway(FaultyCluster before, string field) : IAsyncDisposable
{
    private FaultyCluster _cluster = before;
    private DirectoryInfo _data = Directory.CreateTempSubdirectory("plimsoll-cluster-");
    private WebApplication? _app;
    private CounterTotal? _failures;

    /// <summary>Deliveries that failed and are repeated, since the last start.</summary>
    public long Failures => _failures?.Total ?? 0;

    public LoadClient Client { get; } = new(field, field);

    public async Task StartAsync()
    {
        _app = GatewayApp.Build(
            new PlimsollOptions { Urls = ["http://127.0.0.1:0"], OtlpHttp = null, OtlpGrpc = null, DataDirectory = _data.FullName },
            demo: false, TimeProvider.System,
            builder => builder.Logging.ClearProviders(),
            services =>
            {
                services.AddSingleton(_cluster.Grains).AddGrainComponents();
                services.AddGrainLeases();
            });
        _failures = new CounterTotal(_app.Services, "plimsoll_gateway_delivery_failures");
        await _app.StartAsync();
        Client.Gateway = new Uri(_app.Urls.First());
    }

    public async Task RestartAsync()
    {
        await EndAsync();
        await StartAsync();
    }

    /// <summary>Comes back before another cluster.</summary>
    public Task GoToAsync(FaultyCluster cluster)
    {
        _cluster = cluster;
        return RestartAsync();
    }

    /// <summary>Comes back elsewhere, under another address, with its disk.</summary>
    public async Task MoveAsync()
    {
        await EndAsync();
        var elsewhere = $"{_data.FullName}-moved";
        _data.MoveTo(elsewhere);
        await StartAsync();
    }

    /// <summary>Comes back on an empty disk.</summary>
    public async Task LoseDiskAsync()
    {
        await EndAsync();
        _data.Delete(recursive: true);
        _data = Directory.CreateTempSubdirectory("plimsoll-cluster-");
        await StartAsync();
    }

    /// <summary>Stops in good order.</summary>
    public async Task LeaveAsync()
    {
        Client.Gateway = null;
        await _app!.StopAsync();
        await DropAsync(_app);
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await EndAsync();
        _data.Delete(recursive: true);
    }

    private async Task EndAsync()
    {
        Client.Gateway = null;
        if (_app is null)
            return;
        using var atOnce = new CancellationTokenSource();
        await atOnce.CancelAsync();
        try
        {
            await _app.StopAsync(atOnce.Token);
        }
        catch (OperationCanceledException)
        {
            // As after a kill, what was not delivered yet is delivered by the next start.
        }
        await DropAsync(_app);
    }

    private async Task DropAsync(WebApplication app)
    {
        _failures?.Dispose();
        await app.DisposeAsync();
        _app = null;
    }
}
