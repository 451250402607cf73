using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Plimsoll.Components;
using Plimsoll.Components.Views;
using Plimsoll.Fleet;
using Plimsoll.Gateway.Pipeline;
using Plimsoll.Gateway.Publishing;
using Plimsoll.Gateway.Tests.Query;
using Plimsoll.Publishing;
using Plimsoll.Storage.Cursors;
using Plimsoll.Storage.Leases;
using Plimsoll.Support;

namespace Plimsoll.Gateway.Tests.Publishing;

/// <summary>A publisher over components that answer with one request a minute, and a receiver that does as it is told.</summary>
internal sealed class PublisherRig : IDisposable, IFleetLease, IMeasuredComponents, IMeasuredComponent, IMinuteSink, ILeaseStore
{
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(5);

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly MeterListener _listener = new();
    private readonly PublishingEvents _events;
    private CloudWatchPublisher _publisher;
    private StoredLease _stored = StoredLease.None;

    public PublisherRig(CloudWatchSettings? settings = null)
    {
        Settings = settings ?? new();
        var meters = _services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == meters)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) =>
        {
            lock (Counted)
                Counted[instrument.Name] = Counted.GetValueOrDefault(instrument.Name) + value;
        });
        _listener.Start();
        _events = new(meters, NullLogger<PublishingEvents>.Instance);
        _publisher = NewPublisher();
    }

    public CloudWatchSettings Settings { get; }

    public ManualTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 20, 12, 0, 30, TimeSpan.Zero));

    public Dictionary<string, long> Counted { get; } = [];

    /// <summary>Minutes of the calls that were taken.</summary>
    public List<long> Taken { get; } = [];

    public int Tries { get; private set; }

    public Func<PublishCall, PublishOutcome> Answer { get; set; } = _ => new PublishOutcome.Done();

    public bool Holds { get; set; } = true;

    public bool ComponentFails { get; set; }

    public LeaseWrite? StoreAnswers { get; set; }

    public PublishingStatus Status => _events.Status;

    public long NowMinute => Time.GetUtcNow().ToUnixTimeSeconds() / 60;

    /// <summary>As another process would begin.</summary>
    public void Restart() => _publisher = NewPublisher();

    public async Task RunAsync(TimeSpan time)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += Turn)
        {
            await _publisher.TurnAsync(CancellationToken.None);
            Time.Advance(Turn);
        }
    }

    public long? TryHold(string name) => Holds ? 1 : null;

    public IMeasuredComponent FindMeasured(string component) => this;

    public Task<MinuteSet> GetMinutesAsync(MinuteQuery query) => ComponentFails
        ? throw new TimeoutException("The silo is gone")
        : Task.FromResult(new MinuteSet("chat", null, null, [.. Minutes(query)], new()));

    public IReadOnlyList<PublishCall> Pack(IReadOnlyList<PublishedMinute> minutes) =>
        [.. minutes.GroupBy(m => m.Minute).Select(g => new PublishCall(g.Key, "Plimsoll", new byte[100], g.Sum(m => m.Count)))];

    public Task<PublishOutcome> SendAsync(PublishCall call, CancellationToken cancellationToken)
    {
        Tries++;
        var outcome = Answer(call);
        if (outcome is PublishOutcome.Done)
            Taken.Add(call.Minute);
        return Task.FromResult(outcome);
    }

    public ValueTask<StoredLease> ReadAsync(string name, CancellationToken cancellationToken) => new(_stored);

    public ValueTask<LeaseWrite> WriteAsync(string name, LeaseRecord next, long expected, CancellationToken cancellationToken)
    {
        if (StoreAnswers is { } answer)
            return new(answer);
        if (expected != _stored.Version)
            return new(LeaseWrite.Conflict);
        _stored = new(next, expected + 1);
        return new(LeaseWrite.Written);
    }

    public void Dispose()
    {
        _publisher.Dispose();
        _listener.Dispose();
        _services.Dispose();
    }

    private static IEnumerable<MinuteView> Minutes(MinuteQuery query)
    {
        for (var minute = query.FromMinute; minute < query.ToMinute; minute++)
            yield return new(minute) { Requests = 1, Distributions = new Dictionary<string, HistogramView>() };
    }

    private CloudWatchPublisher NewPublisher() => new(
        Settings, this, new CursorStore(this), new MinuteCollector(new FakeDirectory(Canned.Empty("chat")), this, _events), this, new RecoveryGate(), Time, _events);
}
