namespace Plimsoll.Effects;

/// <summary>Carries out effects of one kind. At least once: the same id may come again after a crash.</summary>
public interface IEffectExecutor
{
    string Kind { get; }

    Task<EffectResult> ExecuteAsync(string component, Effect effect, CancellationToken cancellationToken);
}

/// <summary>What became of one try.</summary>
public abstract record EffectResult
{
    private EffectResult() { }

    public sealed record Done : EffectResult;

    /// <summary>Try again, not before the delay has passed.</summary>
    public sealed record RetryAfter(TimeSpan Delay, string Reason) : EffectResult;

    /// <summary>Never try again; the reason is counted.</summary>
    public sealed record GivenUp(string Reason) : EffectResult;
}
