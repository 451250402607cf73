using Plimsoll.Effects;
using Plimsoll.Gateway.Pipeline;

namespace Plimsoll.Gateway.Embedded;

/// <summary>What the components of this process share.</summary>
internal sealed class EmbeddedServices(
    ComponentLoader loader, CheckpointWriter writer, ArchiveReader archive, IBatchApplication application, IEnumerable<IEffectExecutor> executors,
    RedeliveryRequests redelivery, TimeProvider time, EmbeddedEvents events)
{
    public ComponentLoader Loader => loader;
    public CheckpointWriter Writer => writer;
    public ArchiveReader Archive => archive;
    public IBatchApplication Application => application;
    public RedeliveryRequests Redelivery => redelivery;
    public TimeProvider Time => time;
    public EmbeddedEvents Events => events;

    /// <summary>By kind.</summary>
    public IReadOnlyDictionary<string, IEffectExecutor> Executors { get; } = executors.ToDictionary(e => e.Kind, StringComparer.Ordinal);
}
