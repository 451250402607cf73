namespace Plimsoll.ComponentHost;

/// <summary>The loops of one service.</summary>
public static class Together
{
    /// <summary>
    /// Completes when all have ended. What fails ends the rest at once and is thrown, so that the host stops: waited for with the
    /// others, it would go unseen for as long as they go on.
    /// </summary>
    /// <param name="ending">Ends each of them when it is cancelled.</param>
    public static async Task EndAsync(CancellationTokenSource ending, params Task[] loops)
    {
        try
        {
            await foreach (var ended in Task.WhenEach(loops))
                await ended;
        }
        finally
        {
            await ending.CancelAsync();
            await Task.WhenAll(loops).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
