namespace Plimsoll.Integrations.Golden;

/// <summary>A few tries of a call, with doubling pauses between them.</summary>
internal static class Attempts
{
    public const int Most = 3;

    private static readonly TimeSpan s_firstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_mostDelay = TimeSpan.FromSeconds(30);

    /// <param name="wait">Null when the reply stands; else how long the server asked to be left alone.</param>
    public static async Task<T> RunAsync<T>(Func<Task<T>> ask, Func<T, TimeSpan?> wait, TimeProvider time, CancellationToken cancellation)
    {
        var delay = s_firstDelay;
        for (var attempt = 1; ; attempt++)
        {
            var reply = await ask().ConfigureAwait(false);
            if (attempt == Most || wait(reply) is not { } asked)
                return reply;
            var next = asked > delay ? asked : delay;
            await Task.Delay(next < s_mostDelay ? next : s_mostDelay, time, cancellation).ConfigureAwait(false);
            delay *= 2;
        }
    }
}
