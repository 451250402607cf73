using Plimsoll.Alerting.Signals;

namespace Plimsoll.Alerting.Expressions;

/// <summary>A signal against a threshold in the signal's unit.</summary>
/// <param name="Minutes">The window that the signal is taken over, 1–60.</param>
public sealed record SignalComparison(Signal Signal, Comparator Comparator, double Threshold, int Minutes) : Condition
{
    public const int DefaultMinutes = 1;
    public const int MostMinutes = 60;

    public override bool? Evaluate(ISignals signals) =>
        signals.Value(Signal, Minutes) is { } value ? Comparator.Holds(value, Threshold) : null;

    public override IReadOnlyList<Evidence> Explain(ISignals signals) =>
        signals.Value(Signal, Minutes) is { } value
            ? [new(Signal.Name, Quantity.Show(value, Signal.Unit), $"{Comparator.Sign()} {Quantity.Show(Threshold, Signal.Unit)}")]
            : [];

    public override string ToString()
    {
        var over = Minutes == DefaultMinutes ? "" : $" over {Minutes}m";
        return $"{Signal.Name}{over} {Comparator.Sign()} {Quantity.Show(Threshold, Signal.Unit)}";
    }
}
