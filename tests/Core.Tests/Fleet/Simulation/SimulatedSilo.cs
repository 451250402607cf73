using Plimsoll.Components;

namespace Plimsoll.Core.Tests.Fleet.Simulation;

/// <summary>Hosts real components by the rules of a host: behind, checkpoint, fenced.</summary>
internal sealed class SimulatedSilo
{
    private readonly SimulatedWorld _world;
    private readonly SimulatedStore _store;
    private readonly PlantedBug _bug;
    private readonly Dictionary<string, Resident> _residents = [];
    private int _life;

    public SimulatedSilo(string name, SimulatedWorld world, SimulatedStore store, SimulatedWork work, PlantedBug bug)
    {
        (Name, _world, _store, _bug) = (name, world, store, bug);
        world.Every(400, CommitAll);
        Lease = new SimulatedLease(this, world, store, work, bug);
    }

    /// <summary>Of the components that may live here.</summary>
    public List<SimulatedSpender> Spenders { get; } = [];

    public string Name { get; }

    public SimulatedLease Lease { get; }

    public bool Up { get; private set; } = true;

    /// <summary>Different for every start.</summary>
    public string Incarnation => $"{Name}/{_life}";

    public void Crash(long forMs)
    {
        if (!Up)
            return;
        Up = false;
        _residents.Clear();
        Spenders.ForEach(s => s.Forget());
        _world.After(forMs, () =>
        {
            _life++;
            Up = true;
            Lease.Restart();
        });
    }

    public bool Hosts(string component) => _residents.ContainsKey(component);

    /// <summary>A component that nobody calls comes to life too.</summary>
    public void Wake(string component) => Load(component);

    public DeliveryReceipt? Deliver(string component, DeliveryBatch batch)
    {
        if (Load(component) is not { } resident)
            return null;
        var behind = batch.After is { } after && resident.State.AppliedThrough(batch.JournalId) < after;
        if (behind && _bug != PlantedBug.PredecessorIgnored)
            return new DeliveryReceipt(DeliveryOutcome.Behind, Saved(resident, batch.JournalId));
        var receipt = resident.State.Apply(batch);
        return receipt with { SavedThrough = Saved(resident, batch.JournalId) };
    }

    public Watermark? WatermarkOf(string component, Guid journal) =>
        Load(component) is { } resident ? new Watermark(resident.State.AppliedThrough(journal), Saved(resident, journal)) : null;

    private long Saved(Resident resident, Guid journal) => _bug == PlantedBug.AppliedCalledSaved
        ? resident.State.AppliedThrough(journal)
        : resident.SavedWatermarks.GetValueOrDefault(journal);

    private Resident? Load(string component)
    {
        if (!Up)
            return null;
        if (_residents.TryGetValue(component, out var there))
            return there;
        var stored = _store.Read(component);
        var state = stored is null
            ? new InferenceComponent(component, ComponentSettings.Default)
            : InferenceComponent.Load(component, ComponentSettings.Default, stored.Head, [.. InferenceComponent.ResidentBlocks(stored.Head).Select(b => stored.Blocks[b])]);
        return _residents[component] = new Resident(state, stored?.Version ?? 0);
    }

    private void CommitAll()
    {
        foreach (var (component, resident) in _residents.ToList())
        {
            if (!resident.Committing && resident.State.Version != resident.SavedVersion)
                Commit(component, resident);
        }
    }

    private void Commit(string component, Resident resident)
    {
        var snapshot = resident.State.Save(resident.SavedVersion);
        var (expected, life, answered) = (resident.StoreVersion, _life, false);
        resident.Committing = true;
        _world.Send(Name, SimulatedStore.Name, () =>
        {
            var committed = _store.Commit(component, expected, snapshot);
            _world.Send(SimulatedStore.Name, Name, () => Answer(committed));
        });
        _world.After(1_500, () => resident.Committing = false);

        void Answer(bool committed)
        {
            if (answered || life != _life || !_residents.TryGetValue(component, out var now) || now != resident)
                return;
            answered = true;
            resident.Committing = false;
            if (committed)
                resident.Saved(expected + 1, snapshot);
            else if (_bug == PlantedBug.BlindRetryAfterConflict)
                resident.Follow(_store.Read(component)!.Version);
            else
                _residents.Remove(component);
        }
    }

    private sealed class Resident(InferenceComponent state, long storeVersion)
    {
        public InferenceComponent State { get; } = state;
        public long StoreVersion { get; private set; } = storeVersion;
        public long SavedVersion { get; private set; } = state.Version;
        public IReadOnlyDictionary<Guid, long> SavedWatermarks { get; private set; } = state.Save(state.Version).Watermarks;
        public bool Committing { get; set; }

        public void Saved(long storeVersion, StateSnapshot snapshot)
        {
            StoreVersion = storeVersion;
            SavedVersion = snapshot.Version;
            SavedWatermarks = snapshot.Watermarks;
        }

        /// <summary>Everything is to be written over whatever the other wrote.</summary>
        public void Follow(long storeVersion) => (StoreVersion, SavedVersion) = (storeVersion, 0);
    }
}
