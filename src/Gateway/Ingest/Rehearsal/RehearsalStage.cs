using System.Diagnostics.Metrics;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Embedded;
using Plimsoll.Gateway.Pipeline;

namespace Plimsoll.Gateway.Ingest.Rehearsal;

/// <summary>The parts of the way in once more, with a journal and components of their own that nobody sees, in a folder that is removed afterwards.</summary>
internal sealed class RehearsalStage : IAsyncDisposable
{
    private const string Folder = "rehearsal";

    private readonly DirectoryInfo _folder;
    private readonly ServiceProvider _services;
    private readonly List<IHostedService> _started = [];

    public RehearsalStage(PlimsollOptions options, TimeProvider time)
    {
        _folder = new DirectoryInfo(Path.Combine(options.DataDirectory, Folder));
        Remove(_folder);
        var services = new ServiceCollection().AddLogging().AddSingleton(time).AddSingleton<IMeterFactory, SilentMeters>();
        services.AddSingleton(options with { DataDirectory = _folder.FullName });
        _services = services.AddEmbeddedComponents().AddPipeline().AddIngest().BuildServiceProvider();
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var service in _services.GetServices<IHostedService>().Where(s => s is not IngestRehearsal))
        {
            await service.StartAsync(cancellationToken);
            _started.Add(service);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in Enumerable.Reverse(_started))
            await service.StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
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
}
