using Plimsoll.Components;
using Plimsoll.Components.Views;
using Plimsoll.Gateway.Pipeline;
using Plimsoll.Privacy.Erasure;

namespace Plimsoll.Gateway.Erasing;

/// <summary>Has every component of the fleet give a user up.</summary>
internal sealed class ComponentErasures(IComponentDirectory directory, IErasableComponents components, TimeProvider time)
{
    private const int AtOnce = 4;
    private const int Tries = 5;

    /// <summary>What the components found in their own committed state at the last run, wherever it is stored.</summary>
    public SearchedPlace Searched { get; private set; } = Nothing;

    private static SearchedPlace Nothing => new("component states", 0, 0, 0);

    /// <summary>False when one could not save; everything else is done, and asking again does no harm.</summary>
    public async Task<bool> EraseAsync(ErasureJob job, ErasedUser user, CancellationToken stopping)
    {
        job.Begin("components");
        Searched = Nothing;
        var order = new ErasureOrder([.. user.Pseudonyms], [.. user.Sessions], [.. user.Judged], job.Seed);
        var saved = true;
        foreach (var part in (await directory.ListNamesAsync()).Chunk(AtOnce))
        {
            foreach (var receipt in await Task.WhenAll(part.Select(c => EraseAsync(c, order, stopping))))
            {
                saved &= receipt is not null;
                Note(job, receipt);
            }
        }
        return saved;
    }

    private async Task<ErasureReceipt?> EraseAsync(string component, ErasureOrder order, CancellationToken stopping)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            await Backoff.WaitAsync(attempt, time, stopping);
            if (await components.FindErasable(component).EraseAsync(order) is { } receipt)
                return receipt;
        }
        return null;
    }

    private void Note(ErasureJob job, ErasureReceipt? receipt)
    {
        job.Progress();
        if (receipt is null)
            return;
        Searched = Searched with { Files = Searched.Files + 1, Bytes = Searched.Bytes + receipt.BytesSearched, Found = Searched.Found + receipt.Found };
        job.Note(e => e with
        {
            Verdicts = e.Verdicts + receipt.Verdicts,
            Judgements = e.Judgements + receipt.Judgements,
            Annotations = e.Annotations + receipt.Annotations,
            Sessions = e.Sessions + receipt.Sessions,
        });
    }
}
