using Plimsoll.Alerting.Signals;

namespace Plimsoll.Alerting.Expressions;

/// <summary>Whether a single request of the last minutes had a score beyond a threshold.</summary>
public sealed record AnyRequest(string Score, Comparator Comparator, double Threshold) : Condition
{
    public override bool? Evaluate(ISignals signals) => Extreme(signals) is { } value ? Comparator.Holds(value, Threshold) : null;

    public override IReadOnlyList<Evidence> Explain(ISignals signals) =>
        Extreme(signals) is { } value
            ? [new($"request {Score}", Quantity.Show(value, SignalUnit.Ratio), $"{Comparator.Sign()} {Quantity.Show(Threshold, SignalUnit.Ratio)}")]
            : [];

    public override string ToString() => $"any request: {Score} {Comparator.Sign()} {Quantity.Show(Threshold, SignalUnit.Ratio)}";

    private double? Extreme(ISignals signals) => Comparator.IsUpper() ? signals.HighestScore(Score) : signals.LowestScore(Score);
}
