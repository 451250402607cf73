using Plimsoll.Effects;
using Plimsoll.Quality.Budgets;

namespace Plimsoll.ComponentHost;

/// <summary>What the components of this process share.</summary>
public sealed class HostServices(
    ComponentLoader loader, CheckpointWriter writer, ArchiveReader archive, CheckpointSearch search, IBatchApplication application, IEnumerable<IEffectExecutor> executors,
    IRedelivery redelivery, IFleetFunds funds, TimeProvider time, HostEvents events)
{
    public ComponentLoader Loader => loader;
    public CheckpointWriter Writer => writer;
    public ArchiveReader Archive => archive;
    public CheckpointSearch Search => search;
    public IBatchApplication Application => application;
    public IRedelivery Redelivery => redelivery;
    public IFleetFunds Funds => funds;
    public TimeProvider Time => time;
    public HostEvents Events => events;

    /// <summary>By kind.</summary>
    public IReadOnlyDictionary<string, IEffectExecutor> Executors { get; } = executors.ToDictionary(e => e.Kind, StringComparer.Ordinal);
}
