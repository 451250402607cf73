using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Plimsoll.Components;
using Plimsoll.Components.Views;
using Plimsoll.Contract.Hosting;
using Plimsoll.Storage.Checkpoints;

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

    [Fact]
    public async Task Erasure_gives_up_a_damaged_block_and_goes_on()
    {
        const ulong User = 0x1122334455667788;
        var store = new MemoryStore();
        var writer = new CheckpointWriter(store, new HostEvents(Count(), NullLogger<HostEvents>.Instance));
        byte[] trace = [1, .. BitConverter.GetBytes(User), 2];
        await writer.CommitAsync("chat", null, null, Snapshot(new StateBlock("hour/1", trace), new StateBlock("hour/2", trace)), null, default);
        store.CorruptBlocks.Add(("chat", "hour/2"));

        var order = new ErasureOrder([User], [], [], Guid.NewGuid());
        var result = await writer.CommitAsync("chat", await store.ReadHeadAsync("chat", default), null, Snapshot(), new StoreRewrite(order), default);

        var head = Assert.IsType<CommitResult.Committed>(result).Head;
        Assert.Equal(["hour/1"], head.Blocks);
        Assert.Equal((11, 0), await new CheckpointSearch(store).RunAsync(head, [User]));
        Assert.Equal(1, _counted["plimsoll_gateway_checkpoints_corrupt"]);
    }

    private static StateSnapshot Snapshot(params StateBlock[] changed) => new(1, new byte[1], changed, [], new Dictionary<Guid, long>());

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
