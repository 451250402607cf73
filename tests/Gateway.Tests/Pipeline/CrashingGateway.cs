using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Plimsoll.Components;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Embedded;
using Plimsoll.Gateway.Pipeline;
using Plimsoll.Storage.Checkpoints;
using Plimsoll.Storage.Journal;
using Plimsoll.Storage.Tests.Faults;
using Plimsoll.Support;

namespace Plimsoll.Gateway.Tests.Pipeline;

/// <summary>
/// Pipeline and embedded components on a simulated disk whose power is cut. Protections can be left out, to show
/// what each is for.
/// </summary>
internal sealed class CrashingGateway(bool fsync = true, bool watermark = true) : IAsyncDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("plimsoll-crash");
    private ServiceProvider? _services;

    public SimulatedDisk Disk { get; private set; } = new();

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public int MaxComponents { get; init; } = 100;

    public string DataDirectory => _data.FullName;

    /// <summary>The work of the pipeline's service; what it fails with stops a host.</summary>
    public Task Work => _services!.GetServices<IHostedService>().OfType<PipelineService>().Single().ExecuteTask!;

    public IIngestPipeline Pipeline => _services!.GetRequiredService<IIngestPipeline>();

    public IComponentDirectory Components => _services!.GetRequiredService<IComponentDirectory>();

    /// <summary>Bytes accepted and not applied yet.</summary>
    public long Backlog => _services!.GetRequiredService<Backlog>().Bytes;

    public async Task StartAsync()
    {
        var services = new ServiceCollection().AddLogging().AddMetrics().AddSingleton(Time).AddSingleton(new PlimsollOptions
        {
            DataDirectory = _data.FullName,
            Ingest = new IngestOptions { MaxComponents = MaxComponents },
            Journal = new JournalOptions { SegmentBytes = 20_000, MaxBytes = 10 << 20 },
            Checkpoints = new CheckpointOptions { Interval = TimeSpan.FromMilliseconds(50) },
        });
        services.AddEmbeddedComponents().AddPipeline();
        services.Replace(ServiceDescriptor.Singleton<OpenJournal>((options, time) => SegmentLog.Open(options with { Fsync = fsync }, time, Disk)));
        services.Replace(ServiceDescriptor.Singleton<ICheckpointStore>(_ => FileCheckpointStore.Open("/checkpoints", Disk)));
        if (!watermark)
            services.Replace(ServiceDescriptor.Singleton<IComponentDirectory>(s => new ForgetfulDirectory(s.GetRequiredService<EmbeddedComponentDirectory>())));
        _services = services.BuildServiceProvider();
        foreach (var service in _services.GetServices<IHostedService>())
            await service.StartAsync(default);
        await Eventually.TrueAsync(() => _services.GetRequiredService<RecoveryGate>().Ready, "recovery");
    }

    /// <summary>Cuts the power in the middle of everything and starts again with what the disk kept.</summary>
    /// <param name="left">Makes the disk that the next start finds.</param>
    public async Task CrashAsync(Func<SimulatedDisk, SimulatedDisk> left)
    {
        var next = left(Disk);
        await EndAsync();
        Disk = next;
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Disk.CutPower();
        await EndAsync();
        _data.Delete(recursive: true);
    }

    /// <summary>Ends the threads of a gateway whose disk is gone; what it complains about meanwhile is of no interest.</summary>
    private async Task EndAsync()
    {
        foreach (var service in _services!.GetServices<IHostedService>().Reverse())
        {
            using var brief = new CancellationTokenSource(TimeSpan.FromSeconds(1));
            await Record.ExceptionAsync(() => service.StopAsync(brief.Token));
        }
        await Record.ExceptionAsync(async () => await _services!.DisposeAsync());
    }

    /// <summary>Makes every delivery look like the first of a new journal, so that no watermark ever covers it.</summary>
    private sealed class ForgetfulDirectory(EmbeddedComponentDirectory inner) : DirectoryDecorator(inner)
    {
        protected override DeliveryBatch Change(DeliveryBatch batch) => batch with { JournalId = Guid.NewGuid(), After = null };
    }
}
