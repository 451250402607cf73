using Plimsoll.Alerting.Signals;

namespace Plimsoll.Alerting.Expressions;

/// <summary>What a rule asks. Its answer is true, false or not known (null), by Kleene's three-valued logic.</summary>
public abstract record Condition
{
    public abstract bool? Evaluate(ISignals signals);

    /// <summary>The questions that it is made of and that are not made of others, in the order written.</summary>
    public virtual IEnumerable<Condition> Leaves => [this];

    /// <summary>The leaves without which the answer would not be this one: of "a or b" only the one that holds.</summary>
    public virtual IEnumerable<Condition> Reasons(ISignals signals, bool answer = true) => Evaluate(signals) == answer ? [this] : [];

    /// <summary>What a question sees now, for people; nothing where nothing is known.</summary>
    public virtual IReadOnlyList<Evidence> Explain(ISignals signals) => [];
}

/// <summary>One number or finding that an alert rests on.</summary>
/// <param name="Signal">For example <c>latency.total.p95</c> or <c>burn_rate(ttft)</c>.</param>
/// <param name="Value">As found, with its unit; for a finding its numbers, or <c>true</c> where it has none.</param>
/// <param name="Threshold">What it was compared with, for example <c>&gt; 5s</c>; null where nothing is to be said of that.</param>
public sealed record Evidence(string Signal, string Value, string? Threshold);
