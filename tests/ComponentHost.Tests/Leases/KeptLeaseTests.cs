using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Plimsoll.ComponentHost.Leases;
using Plimsoll.Contract.Hosting;
using Plimsoll.Fleet;
using Plimsoll.Storage.Leases;
using Plimsoll.Support;

namespace Plimsoll.ComponentHost.Tests.Leases;

/// <summary>Two members of a fleet by one clock, which each test moves.</summary>
public sealed class KeptLeaseTests : IDisposable
{
    private static readonly LeaseSettings Settings = new(15_000);

    private readonly ManualTimeProvider _time = new(DateTimeOffset.UnixEpoch);
    private readonly MemoryStore _memory = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly KeptLease _a;
    private readonly KeptLease _b;

    public KeptLeaseTests() => (_a, _b) = (Member("a"), Member("b"));

    [Fact]
    public async Task First_that_looks_has_it_and_keeps_it()
    {
        await _a.KeepAsync(default);
        for (var seconds = 0; seconds < 60; seconds += 2)
        {
            await _a.KeepAsync(default);
            await _b.KeepAsync(default);
            Assert.Equal((1, null), (_a.Token(), _b.Token()));
            _time.Advance(TimeSpan.FromSeconds(2));
        }
    }

    [Fact]
    public async Task Holder_dies_and_another_takes_over_within_its_term_and_its_late_work_is_refused()
    {
        var work = new Fence();
        await _a.KeepAsync(default);
        var old = _a.Token()!.Value;
        Assert.True(work.Admits(old));

        for (var seconds = 0; _b.Token() is null; seconds += 2)
        {
            Assert.True(seconds <= 16, "nobody took over within the term");
            await _b.KeepAsync(default);
            _time.Advance(TimeSpan.FromSeconds(2));
        }

        Assert.Null(_a.Token());
        Assert.True(work.Admits(_b.Token()!.Value));
        Assert.False(work.Admits(old));
        await _a.KeepAsync(default);
        Assert.Null(_a.Token());
    }

    [Fact]
    public async Task Released_lease_goes_to_the_next_that_looks()
    {
        await _a.KeepAsync(default);
        await _b.KeepAsync(default);

        await _a.ReleaseAsync(default);
        await _b.KeepAsync(default);

        Assert.Equal((null, 2), (_a.Token(), _b.Token()));
    }

    [Fact]
    public async Task Holder_that_cannot_renew_stops_before_its_term_ends_and_goes_on_under_its_token_when_nobody_came()
    {
        await _a.KeepAsync(default);
        _memory.Unavailable = true;
        _time.Advance(TimeSpan.FromSeconds(11.9));
        await _a.KeepAsync(default);
        Assert.Equal(1, _a.Token());
        _time.Advance(TimeSpan.FromSeconds(0.2));
        Assert.Null(_a.Token());

        _memory.Unavailable = false;
        await _a.KeepAsync(default);

        Assert.Equal(1, _a.Token());
    }

    [Fact]
    public async Task Renewal_whose_answer_was_lost_costs_no_lease()
    {
        await _a.KeepAsync(default);
        _time.Advance(TimeSpan.FromSeconds(4));
        var stored = await Leases.ReadAsync("judging", default);
        await Leases.WriteAsync("judging", stored.Record with { Renewal = 1 }, stored.Version, default);

        await _a.KeepAsync(default);
        await _a.KeepAsync(default);

        Assert.Equal(new StoredLease(stored.Record with { Renewal = 2 }, 3), await Leases.ReadAsync("judging", default));
        Assert.Equal(1, _a.Token());
    }

    [Fact]
    public async Task Store_that_does_not_answer_is_left_after_the_time_of_a_renewal_and_counted()
    {
        var failures = 0L;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, me) =>
            {
                if (instrument.Name == "plimsoll_gateway_lease_failures" && instrument.Meter.Scope == _services.GetRequiredService<IMeterFactory>())
                    me.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, count, _, _) => Interlocked.Add(ref failures, count));
        listener.Start();
        var waiting = Member("c", new DeafStore()).KeepAsync(default);

        _time.Advance(TimeSpan.FromSeconds(4));
        await waiting;

        Assert.Equal(1, failures);
    }

    public void Dispose() => _services.Dispose();

    private CheckpointLeaseStore Leases => new(_memory);

    private KeptLease Member(string name, ILeaseStore? store = null)
    {
        var events = new LeaseEvents(_services.GetRequiredService<IMeterFactory>(), NullLogger<LeaseEvents>.Instance);
        return new KeptLease("judging", name, store ?? Leases, Settings, _time, events);
    }

    private sealed class DeafStore : ILeaseStore
    {
        public async ValueTask<StoredLease> ReadAsync(string name, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            return StoredLease.None;
        }

        public ValueTask<LeaseWrite> WriteAsync(string name, LeaseRecord next, long expected, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("nothing was read");
    }
}
