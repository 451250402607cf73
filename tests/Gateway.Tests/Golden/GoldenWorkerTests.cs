using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Plimsoll.Components;
using Plimsoll.Components.Views;
using Plimsoll.Configuration;
using Plimsoll.Fleet;
using Plimsoll.Gateway.Golden;
using Plimsoll.Gateway.Tests.Query;
using Plimsoll.Quality.Golden;
using Plimsoll.Support;

namespace Plimsoll.Gateway.Tests.Golden;

public sealed class GoldenWorkerTests : IFleetLease, IGoldenComponents, IGoldenComponent, IGoldenAsker, IDisposable
{
    private static readonly GoldenOptions s_set = new("faq", "chat", "faq.jsonl") { Every = TimeSpan.FromHours(1) };

    private readonly ManualTimeProvider _time = new(QueryHost.Now);
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly List<GoldenFiling> _filed = [];
    private volatile bool _held;
    private volatile int _asked;
    private volatile int _turns;
    private bool _isSlow;

    public void Dispose() => _services.Dispose();

    [Fact]
    public async Task Only_the_holder_of_the_lease_asks()
    {
        using var worker = await StartAsync();
        await UntilAsync(() => _turns >= 3);
        Assert.Equal(0, _asked);

        _held = true;
        await UntilAsync(() => _filed.Count == 1);
        var slot = s_set.Slot(_time.GetUtcNow());
        Assert.Equal(("faq", true), (_filed[0].Set, _filed[0].Slot <= slot));
        await worker.StopAsync(default);
    }

    [Fact]
    public async Task Run_that_takes_half_the_time_between_runs_is_given_up()
    {
        (_held, _isSlow) = (true, true);
        using var worker = await StartAsync();
        await UntilAsync(() => _asked == 2);

        Assert.Empty(_filed);
        await worker.StopAsync(default);
    }

    public long? TryHold(string name)
    {
        Assert.Equal("golden", name);
        _turns++;
        return _held ? 1 : null;
    }

    public IGoldenComponent FindGolden(string component) => this;

    public Task<GoldenReceipt?> FileGoldenRunAsync(GoldenFiling filing)
    {
        _filed.Add(filing);
        return Task.FromResult<GoldenReceipt?>(new(Refused: null));
    }

    public Task<GoldenReceipt?> AcceptGoldenAsync(string set) => Task.FromResult<GoldenReceipt?>(null);

    public Task<GoldenView> GetGoldenAsync() => Task.FromResult(new GoldenView([]));

    async Task<GoldenAsked> IGoldenAsker.AskAsync(GoldenOptions set, CancellationToken cancellation)
    {
        _asked++;
        if (_isSlow)
            await Task.Delay(Timeout.InfiniteTimeSpan, _time, cancellation);
        return new(GoldenReport.Of("v1", "e", null, _time.GetUtcNow(), []), []);
    }

    private async Task<GoldenWorker> StartAsync()
    {
        var chat = new FakeComponent { View = new() { Summary = new() { Component = "chat", State = ComponentState.Active }, From = QueryHost.Now, To = QueryHost.Now } };
        var events = new GoldenEvents(_services.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>(), NullLogger<GoldenEvents>.Instance);
        var worker = new GoldenWorker(new PlimsollOptions { Golden = [s_set] }, new FakeDirectory(chat), this, this, this, events, _time);
        await worker.StartAsync(default);
        return worker;
    }

    private Task UntilAsync(Func<bool> holds) => Eventually.TrueAsync(() =>
    {
        _time.Advance(GoldenWorker.Interval);
        return holds();
    }, "the worker has done it");
}
