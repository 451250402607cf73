using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Plimsoll.Components;
using Plimsoll.Contract.Hosting;

namespace Plimsoll.ComponentHost.Tests;

public sealed class CheckpointWriterTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly MeterListener _listener = new();
    private readonly Dictionary<string, long> _counted = [];

    [Fact]
    public async Task What_a_commit_writes_is_counted_and_what_fails_is_not()
    {
        var store = new MemoryStore { Unavailable = true };
        var writer = new CheckpointWriter(store, new HostEvents(Count(), NullLogger<HostEvents>.Instance));
        var snapshot = new StateSnapshot(1, new byte[10], [new StateBlock("a", new byte[100]), new StateBlock("b", new byte[20])], [], new Dictionary<Guid, long>());

        await writer.CommitAsync("chat", null, null, snapshot, null, default);
        store.Unavailable = false;
        await writer.CommitAsync("chat", null, null, snapshot, null, default);

        Assert.Equal(2, _counted["plimsoll_gateway_checkpoint_blocks"]);
        Assert.Equal(130, _counted["plimsoll_gateway_checkpoint_written_bytes"]);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _services.Dispose();
    }

    private IMeterFactory Count()
    {
        var meters = _services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, meters))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, count, _, _) => _counted[instrument.Name] = _counted.GetValueOrDefault(instrument.Name) + count);
        _listener.Start();
        return meters;
    }
}
