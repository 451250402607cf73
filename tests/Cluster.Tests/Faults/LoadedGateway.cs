using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Plimsoll.Components;
using Plimsoll.Components.Views;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Hosting;
using Plimsoll.Silo.Gateways;
using Plimsoll.Support;

namespace Plimsoll.Cluster.Tests.Faults;

/// <summary>A real gateway over HTTP before a cluster, and a client that repeats what was not acknowledged.</summary>
internal sealed class LoadedGateway(string name, FaultyCluster cluster) : IAsyncDisposable
{
    private const int RecordsPerRequest = 20;
    private static readonly string[] Components = ["a", "b", "c", "d", "e", "f"];

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("plimsoll-cluster-");
    private readonly Dictionary<string, Tally> _acknowledged = Components.ToDictionary(c => c, _ => default(Tally));
    private readonly CancellationTokenSource _stop = new();
    private WebApplication? _app;
    private Uri? _address;
    private Task _load = Task.CompletedTask;
    private int _requests;

    public int Requests => Volatile.Read(ref _requests);

    public async Task StartAsync()
    {
        _app = GatewayApp.Build(
            new PlimsollOptions { Urls = ["http://127.0.0.1:0"], OtlpHttp = null, OtlpGrpc = null, DataDirectory = _data.FullName },
            demo: false, TimeProvider.System,
            builder => builder.Logging.ClearProviders(),
            services => services.AddSingleton<IComponentDirectory>(new GrainComponentDirectory(cluster.Grains)));
        await _app.StartAsync();
        Volatile.Write(ref _address, new Uri(_app.Urls.First()));
        if (_load.IsCompleted)
            _load = Task.Run(LoadAsync);
    }

    public async Task RestartAsync()
    {
        Volatile.Write(ref _address, null);
        await StopAppAsync();
        await StartAsync();
    }

    /// <summary>Ends the load; returns what was acknowledged.</summary>
    public async Task<IReadOnlyDictionary<string, Tally>> FinishAsync()
    {
        await _stop.CancelAsync();
        await _load;
        return _acknowledged;
    }

    /// <summary>What the components counted; null while one does not answer.</summary>
    public static async Task<Dictionary<string, Tally>> CountedAsync(FaultyCluster cluster)
    {
        var directory = new GrainComponentDirectory(cluster.Grains);
        var counted = new Dictionary<string, Tally>();
        foreach (var component in Components)
        {
            ComponentView view = await directory.Get(component).GetViewAsync();
            counted.Add(component, new Tally(view.Requests, view.InputTokens, view.OutputTokens));
        }
        return counted;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _load;
        await StopAppAsync();
        _stop.Dispose();
        _data.Delete(recursive: true);
    }

    private async Task StopAppAsync()
    {
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
        await _app.DisposeAsync();
        _app = null;
    }

    private async Task LoadAsync()
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(20) };
        for (var first = 1; !_stop.IsCancellationRequested; first += RecordsPerRequest)
        {
            var ids = Enumerable.Range(first, RecordsPerRequest).ToList();
            await Eventually.TrueAsync(() => PostAsync(http, ids), "the gateway takes the request", TimeSpan.FromMinutes(2));
            foreach (var id in ids)
                _acknowledged[ComponentOf(id)] = _acknowledged[ComponentOf(id)].With(id);
            Interlocked.Increment(ref _requests);
        }
    }

    /// <summary>True once all of them were acknowledged, now or before an answer that was lost.</summary>
    private async Task<bool> PostAsync(HttpClient http, IReadOnlyList<int> ids)
    {
        if (Volatile.Read(ref _address) is not { } address)
            return false;
        try
        {
            using var answer = await http.PostAsJsonAsync(new Uri(address, "api/v1/records"), ids.Select(Record));
            return answer.IsSuccessStatusCode;
        }
        catch (Exception broken) when (broken is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    private object Record(int id) => new
    {
        component = ComponentOf(id),
        timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(),
        request_id = $"{name}-{id}",
        input_tokens = id,
        output_tokens = Tally.Mix(id),
        total_latency_ms = 5,
    };

    private static string ComponentOf(int id) => Components[id % Components.Length];
}
