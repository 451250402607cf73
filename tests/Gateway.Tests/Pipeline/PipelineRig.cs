using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Plimsoll.Components;
using Plimsoll.Components.Views;
using Plimsoll.Gateway.Pipeline;
using Plimsoll.Storage.Journal;
using Plimsoll.Support;

namespace Plimsoll.Gateway.Tests.Pipeline;

/// <summary>A journal in a temporary directory, lanes to recording components, and the intake between them.</summary>
internal sealed class PipelineRig : IComponentDirectory, IAsyncDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("plimsoll-pipeline");
    private readonly ConcurrentDictionary<string, RecordingComponent> _components = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly Task _running;

    public PipelineRig(long maxPinnedBytes = 1 << 20, long maxJournalBytes = 1 << 30)
    {
        Log = SegmentLog.Open(new SegmentLogOptions { Directory = _directory.FullName, MaxBytes = maxJournalBytes }, TimeProvider.System);
        Events = new PipelineEvents(_services.GetRequiredService<IMeterFactory>(), NullLogger<PipelineEvents>.Instance);
        var lanes = new LaneServices(Log, Time, Events, maxPinnedBytes, new SemaphoreSlim(4), _stop.Token);
        Delivery = new Delivery(this, lanes, 0);
        Intake = new Intake(Log, new DedupWindow(TimeSpan.FromMinutes(10), 100_000, Time), Delivery, Backlog);
        _running = Intake.RunAsync();
    }

    public ManualTimeProvider Time { get; } = new(DateTimeOffset.UnixEpoch.AddYears(56));
    public SegmentLog Log { get; }
    public PipelineEvents Events { get; }
    public Backlog Backlog { get; } = new();
    public Delivery Delivery { get; }
    public Intake Intake { get; }

    public RecordingComponent this[string name] => _components.GetOrAdd(name, _ => new RecordingComponent());

    public IInferenceComponent Get(string component) => this[component];

    public Task<IReadOnlyList<ComponentSummary>> ListAsync() => throw new NotSupportedException();

    public Task<IReadOnlyList<string>> ListNamesAsync() => throw new NotSupportedException();

    public Task<bool> ExistsAsync(string component) => Task.FromResult(_components.ContainsKey(component));

    /// <summary>Admits one record and waits for its journal entry.</summary>
    public async Task<AppendOutcome> SubmitAsync(string component, string id)
    {
        var admission = Intake.Admit(Rows.Batch(Rows.Record(component, id)), Rows.NowMs);
        return admission.Pending is [var pending] ? await pending.Settled : AppendOutcome.Durable;
    }

    public async ValueTask DisposeAsync()
    {
        Intake.Close();
        await _running;
        await _stop.CancelAsync();
        await Log.DisposeAsync();
        _stop.Dispose();
        await _services.DisposeAsync();
        _directory.Delete(recursive: true);
    }
}
