using Plimsoll.Effects;

namespace Plimsoll.ComponentHost;

/// <summary>
/// Carries out one component's effects, most urgent first, each only once the checkpoint that holds it is
/// committed. Whoever changes the component kicks it; what has to wait is taken up at a later kick.
/// </summary>
internal sealed class EffectOutbox(IEffectSource source, HostServices services)
{
    private const int Idle = 0;
    private const int Running = 1;
    private const int Kicked = 2;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, Retry> _retries = new(StringComparer.Ordinal);
    private int _state;

    public void Kick()
    {
        if (Interlocked.Exchange(ref _state, Kicked) == Idle)
            ThreadPool.UnsafeQueueUserWorkItem(static outbox => _ = outbox.RunAsync(), this, preferLocal: false);
    }

    private async Task RunAsync()
    {
        do
        {
            Interlocked.Exchange(ref _state, Running);
            await PumpAsync();
        }
        while (Interlocked.CompareExchange(ref _state, Idle, Running) != Running);
    }

    private async Task PumpAsync()
    {
        while (Next() is { } next)
        {
            if (next.Committed)
                await TryAsync(next.Effect);
            else if (!await source.CommitAsync(CancellationToken.None))
                return;
        }
    }

    private PendingEffect? Next()
    {
        var now = services.Time.GetUtcNow();
        return source.Pending()
            .Where(p => !_retries.TryGetValue(p.Effect.Id, out var retry) || retry.NotBefore <= now)
            .OrderBy(p => p.Effect.Priority).ThenBy(p => p.Effect.CreatedMs)
            .Select(p => (PendingEffect?)p)
            .FirstOrDefault();
    }

    private async Task TryAsync(Effect effect)
    {
        try
        {
            var result = await ExecuteAsync(effect);
            services.Events.EffectTried(source.Name, effect, result);
            if (result is EffectResult.RetryAfter later)
                PutOff(effect, later.Delay);
            else
                Forget(effect);
        }
        catch (Exception trouble)
        {
            services.Events.EffectThrew(source.Name, effect, trouble);
            PutOff(effect, TimeSpan.Zero);
        }
    }

    private async Task<EffectResult> ExecuteAsync(Effect effect)
    {
        if (!services.Executors.TryGetValue(effect.Kind, out var executor))
            return new EffectResult.GivenUp("no_executor");
        using var timeout = new CancellationTokenSource(Timeout, services.Time);
        return await executor.ExecuteAsync(source.Name, effect, timeout.Token);
    }

    private void Forget(Effect effect)
    {
        _retries.Remove(effect.Id);
        source.Acknowledge(effect.Id);
    }

    /// <summary>Waits as long as asked, and at least 1 s, doubled with every try up to 5 minutes.</summary>
    private void PutOff(Effect effect, TimeSpan asked)
    {
        var tries = _retries.TryGetValue(effect.Id, out var before) ? before.Tries + 1 : 1;
        var backoff = TimeSpan.FromSeconds(1L << int.Min(tries - 1, 16));
        var wait = backoff < LongestWait ? backoff : LongestWait;
        _retries[effect.Id] = new Retry(tries, services.Time.GetUtcNow() + (asked > wait ? asked : wait));
    }

    private readonly record struct Retry(int Tries, DateTimeOffset NotBefore);
}
