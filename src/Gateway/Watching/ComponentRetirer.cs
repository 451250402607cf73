using Plimsoll.Components;

namespace Plimsoll.Gateway.Watching;

/// <summary>Takes components that were deleted or scaled to zero on purpose out of watch, for the API and the console, and notes who asked for it.</summary>
internal sealed partial class ComponentRetirer(IWatchedComponents components, ILogger<ComponentRetirer> logger)
{
    /// <returns>False when it could not be saved.</returns>
    public async Task<bool> RetireAsync(string component, string by)
    {
        var saved = await components.FindWatched(component).RetireAsync();
        if (saved)
            Retired(component, by);
        return saved;
    }
}
