namespace Plimsoll.Gateway.Pipeline;

/// <summary>Waits 50 ms before the first retry, twice as long before each further one, at most 5 s.</summary>
internal static class Backoff
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <param name="attempt">0 for the first try, which waits for nothing.</param>
    public static Task WaitAsync(int attempt, TimeProvider time, CancellationToken cancellationToken)
    {
        if (attempt == 0)
            return Task.CompletedTask;
        var wait = First * (1L << int.Min(attempt - 1, 16));
        return Task.Delay(wait < Longest ? wait : Longest, time, cancellationToken);
    }
}
