using Plimsoll.Components;
using Plimsoll.Components.Views;
using Plimsoll.Publishing;

namespace Plimsoll.Gateway.Publishing;

/// <summary>Asks every component of the fleet for some minutes.</summary>
internal sealed class MinuteCollector(IComponentDirectory directory, IMeasuredComponents components, PublishingEvents events)
{
    private const int ComponentsAtOnce = 8;

    /// <summary>By component; null when some could not be asked and <paramref name="whole"/> is wanted.</summary>
    public async Task<IReadOnlyList<MinuteSet>?> CollectAsync(PublishingSpan span, bool whole, CancellationToken stopping)
    {
        var names = await directory.ListNamesAsync();
        var sets = new MinuteSet?[names.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = ComponentsAtOnce, CancellationToken = stopping };
        await Parallel.ForAsync(0, names.Count, parallel, async (i, cancel) => sets[i] = await AskAsync(names[i], span, cancel));
        var missing = sets.Count(s => s is null);
        if (missing > 0 && whole)
            return null;
        if (missing > 0)
            events.LeftOut("component_out_of_reach", missing * (span.To - span.From));
        return [.. sets.OfType<MinuteSet>()];
    }

    private async Task<MinuteSet?> AskAsync(string component, PublishingSpan span, CancellationToken stopping)
    {
        try
        {
            return await components.FindMeasured(component).GetMinutesAsync(new(span.From, span.To)).WaitAsync(stopping);
        }
        catch (Exception trouble) when (!stopping.IsCancellationRequested)
        {
            events.OutOfReach(component, trouble);
            return null;
        }
    }
}
