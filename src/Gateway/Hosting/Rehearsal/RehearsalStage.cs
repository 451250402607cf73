using System.Diagnostics.Metrics;
using System.Net;
using Plimsoll.Configuration;

namespace Plimsoll.Gateway.Hosting.Rehearsal;

/// <summary>
/// A gateway beside the gateway: on a loopback port that nobody is told, with a journal and components of its own in a
/// folder that is removed afterwards, without keys, channels or anything else that reaches outside.
/// </summary>
internal sealed class RehearsalStage : IAsyncDisposable
{
    private const string Folder = "rehearsal";

    private readonly DirectoryInfo _folder;
    private readonly WebApplication _app;
    private readonly TimeProvider _time;

    public RehearsalStage(PlimsollOptions options, TimeProvider time)
    {
        _time = time;
        _folder = new DirectoryInfo(Path.Combine(options.DataDirectory, Folder));
        Remove(_folder);
        var own = new PlimsollOptions { DataDirectory = _folder.FullName, Urls = ["http://127.0.0.1:0"], OtlpHttp = null, OtlpGrpc = null, Ingest = options.Ingest };
        _app = GatewayApp.BuildUnrehearsed(own, demo: false, time, builder =>
        {
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton<IMeterFactory, SilentMeters>().AddSingleton<IHostLifetime, NoSignals>();
        });
    }

    /// <summary>Where it listens, once it is started.</summary>
    public IPEndPoint Address => new(IPAddress.Loopback, new Uri(_app.Urls.First()).Port);

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public Task StartAsync(CancellationToken cancellationToken) => _app.StartAsync(cancellationToken);

    public async Task ReadyAsync(CancellationToken cancellationToken)
    {
        var parts = Get<IEnumerable<IReadiness>>().ToArray();
        while (parts.Any(p => !p.Ready))
            await Task.Delay(TimeSpan.FromMilliseconds(10), _time, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Remove(_folder);
    }

    private static void Remove(DirectoryInfo folder)
    {
        if (Directory.Exists(folder.FullName))
            folder.Delete(recursive: true);
    }

    /// <summary>Meters whose numbers nobody collects.</summary>
    private sealed class SilentMeters : IMeterFactory
    {
        public Meter Create(MeterOptions options) => new("Plimsoll.Rehearsal");

        public void Dispose()
        {
        }
    }

    /// <summary>Signals are the gateway's.</summary>
    private sealed class NoSignals : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
