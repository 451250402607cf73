using Plimsoll.Components.Views;
using Plimsoll.Privacy.Noise;

namespace Plimsoll.ComponentHost;

/// <summary>The side that reports work on.</summary>
public sealed partial class HostedComponent
{
    /// <exception cref="ArgumentException">The noise that was drawn has not its length.</exception>
    public async Task<EvidenceSet> GetEvidenceAsync(EvidenceQuery query)
    {
        var live = await LiveAsync();
        if (query.Noise is { } noise && !await KeepNoiseAsync(live, noise.Drawn))
            return new(Name, [], Unsaved: true);
        // The state that holds the noise may be another one by now.
        live = await LiveAsync();
        IReadOnlyList<string> names;
        lock (_lock)
            names = live.Component.ArchivedEvidence(query);
        var archived = await ArchivedAsync(live, names);
        lock (_lock)
            return live.Component.Evidence(query, NowMs, archived) with { Missing = names.Count - archived.Count };
    }

    /// <summary>Noise that is not saved might be drawn again, and two draws tell more than one.</summary>
    private async Task<bool> KeepNoiseAsync(LiveState live, byte[] drawn)
    {
        if (drawn.Length != NoiseStream.KeyBytes)
            throw new ArgumentException($"{drawn.Length} bytes of noise are not {NoiseStream.KeyBytes}", nameof(drawn));
        bool saved;
        lock (_lock)
        {
            live.Component.KeepNoise(drawn);
            saved = !live.Dirty;
        }
        return saved || await CommitAsync(CancellationToken.None);
    }
}
