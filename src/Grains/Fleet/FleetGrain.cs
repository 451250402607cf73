using Orleans.Concurrency;
using Plimsoll.Components.Views;
using Plimsoll.Storage.Checkpoints;

namespace Plimsoll.Grains.Fleet;

/// <summary>Puts the rosters of the silos and the names in the store together.</summary>
[GrainType("fleet"), StatelessWorker, Reentrant]
public sealed class FleetGrain(RosterClient rosters, ICheckpointStore store, FleetEvents events) : Grain, IFleetGrain
{
    private const int ConcurrentWakes = 16;

    public async Task<ComponentSummary[]> ListAsync()
    {
        var rows = (await AskAllAsync(r => r.ListAsync())).SelectMany(r => r).DistinctBy(r => r.Component).ToList();
        rows.AddRange(await WakeAsync(await AsleepAsync(rows.Select(r => r.Component))));
        return [.. rows.OrderBy(r => r.Component, StringComparer.Ordinal)];
    }

    public async Task<string[]> ListNamesAsync()
    {
        var awake = await AwakeAsync();
        return [.. awake.Concat(await AsleepAsync(awake)).Order(StringComparer.Ordinal)];
    }

    public async Task<bool> ExistsAsync(string component) =>
        (await AskAllAsync(r => r.HasAsync(component))).Contains(true) || await store.ReadHeadAsync(component, CancellationToken.None) is not null;

    public async Task WakeAsync() => await WakeAsync(await AsleepAsync(await AwakeAsync()));

    private async Task<HashSet<string>> AwakeAsync() =>
        [.. (await AskAllAsync(r => r.ListNamesAsync())).SelectMany(n => n)];

    private async Task<IReadOnlyList<string>> AsleepAsync(IEnumerable<string> awake)
    {
        var known = awake.ToHashSet(StringComparer.Ordinal);
        var asleep = new List<string>();
        await foreach (var key in store.ListKeysAsync(CancellationToken.None))
        {
            if (!known.Contains(key))
                asleep.Add(key);
        }
        return asleep;
    }

    private async Task<IReadOnlyList<ComponentSummary>> WakeAsync(IReadOnlyList<string> asleep)
    {
        var rows = new List<ComponentSummary>(asleep.Count);
        foreach (var some in asleep.Chunk(ConcurrentWakes))
            rows.AddRange((await Task.WhenAll(some.Select(TryWakeAsync))).OfType<ComponentSummary>());
        return rows;
    }

    /// <summary>Null when the component does not come to life now: the others are listed all the same.</summary>
    private async Task<ComponentSummary?> TryWakeAsync(string component)
    {
        try
        {
            return await GrainFactory.GetGrain<IInferenceComponentGrain>(component).GetSummaryAsync();
        }
        catch (Exception trouble)
        {
            events.ComponentSilent(component, trouble);
            return null;
        }
    }

    /// <summary>A silo that does not answer is left out: its components come back elsewhere, and are listed then.</summary>
    private async Task<IReadOnlyList<T>> AskAllAsync<T>(Func<IRosterService, Task<T>> ask)
    {
        var answers = await Task.WhenAll(rosters.All().Select(async roster =>
        {
            try
            {
                return (Answered: true, Value: await ask(roster));
            }
            catch (Exception trouble) when (trouble is OrleansException or TimeoutException)
            {
                events.RosterSilent(trouble);
                return (Answered: false, Value: default(T)!);
            }
        }));
        return [.. answers.Where(a => a.Answered).Select(a => a.Value)];
    }
}
