using System.Buffers;
using System.Text.Json;
using Plimsoll.Components;
using Plimsoll.Storage.Checkpoints;
using Plimsoll.Telemetry;

namespace Plimsoll.Cli.Tests.Migrating;

/// <summary>A component that lives and saves as one of a gateway does.</summary>
internal sealed class EmbeddedHistory(ICheckpointStore store, string name)
{
    private const long HourMs = 3_600_000;

    private readonly Guid _journal = Guid.NewGuid();
    private readonly InferenceComponent _component = new(name, ComponentSettings.Default);
    private CheckpointHead? _head;
    private long _savedVersion;
    private long _sequence;
    private long _nowMs = 1_760_000_000_000;

    /// <summary>A few requests an hour, saved every hour: after more than a day the first hours stand in the store alone.</summary>
    public async Task<EmbeddedHistory> LiveAsync(int hours)
    {
        for (var hour = 0; hour < hours; hour++)
        {
            _component.Apply(new DeliveryBatch(_journal, ++_sequence, _nowMs, Requests(hour % 3 + 1)));
            _nowMs += HourMs;
            _component.Tick(_nowMs);
            await SaveAsync();
        }
        return this;
    }

    /// <summary>The component as a store brings it back, as text.</summary>
    public async Task<string> ReadAsync(ICheckpointStore from)
    {
        var head = (await from.ReadHeadAsync(name, default))!;
        var component = InferenceComponent.Load(name, ComponentSettings.Default, head.State, await BlocksAsync(from, head, InferenceComponent.ResidentBlocks(head.State)));
        var archived = await BlocksAsync(from, head, component.ArchivedHours(0, _nowMs));
        Assert.True(archived.Count > 0 || _sequence < 25);
        return JsonSerializer.Serialize(new
        {
            View = component.View(_nowMs, archived),
            Effects = component.PendingEffects.Select(e => e.Id),
            Applied = component.AppliedThrough(_journal),
        });
    }

    private async Task SaveAsync()
    {
        var snapshot = _component.Save(_savedVersion);
        var commit = new CheckpointCommit(_head?.Version ?? 0, snapshot.Head, [.. snapshot.Changed.Select(b => new BlockWrite(b.Name, b.Bytes))], snapshot.Removed);
        _head = Assert.IsType<CommitResult.Committed>(await store.CommitAsync(name, commit, default)).Head;
        _savedVersion = snapshot.Version;
    }

    private ReadOnlyMemory<byte> Requests(int count)
    {
        var writer = new RecordBatchWriter();
        for (var i = 0; i < count; i++)
            writer.Add(new InferenceRecord { Component = name, TimestampMs = _nowMs, InputTokens = 10 + i, OutputTokens = 3, TotalLatencyMs = 20 + i });
        var payload = new ArrayBufferWriter<byte>();
        writer.WriteTo(payload);
        return payload.WrittenMemory;
    }

    private static async Task<IReadOnlyList<StateBlock>> BlocksAsync(ICheckpointStore from, CheckpointHead head, IReadOnlyList<string> names) =>
        [.. names.Zip(await from.ReadBlocksAsync(head, names, default), (block, bytes) => new StateBlock(block, bytes))];
}
