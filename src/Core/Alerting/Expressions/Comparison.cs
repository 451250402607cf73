using Plimsoll.Alerting.Signals;

namespace Plimsoll.Alerting.Expressions;

/// <summary>How two numbers are compared.</summary>
public enum Comparator
{
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

internal static class Comparators
{
    private static readonly string[] s_signs = ["<", "<=", ">", ">="];

    public static Comparator Parse(string sign) => (Comparator)Array.IndexOf(s_signs, sign);

    public static string Sign(this Comparator comparator) => s_signs[(int)comparator];

    public static bool Holds(this Comparator comparator, double left, double right) => comparator switch
    {
        Comparator.Less => left < right,
        Comparator.LessOrEqual => left <= right,
        Comparator.Greater => left > right,
        _ => left >= right,
    };

    public static bool IsUpper(this Comparator comparator) => comparator >= Comparator.Greater;
}

/// <summary>A signal against a threshold in the signal's unit.</summary>
/// <param name="Minutes">The window that the signal is taken over, 1–60.</param>
public sealed record Comparison(Signal Signal, Comparator Comparator, double Threshold, int Minutes) : Condition
{
    public const int DefaultMinutes = 1;
    public const int MostMinutes = 60;

    public override bool? Evaluate(ISignals signals) =>
        signals.Value(Signal, Minutes) is { } value ? Comparator.Holds(value, Threshold) : null;

    public override Evidence? Explain(ISignals signals) =>
        signals.Value(Signal, Minutes) is { } value
            ? new(Signal.Name, Quantity.Show(value, Signal.Unit), $"{Comparator.Sign()} {Quantity.Show(Threshold, Signal.Unit)}")
            : null;

    public override string ToString()
    {
        var over = Minutes == DefaultMinutes ? "" : $" over {Minutes}m";
        return $"{Signal.Name}{over} {Comparator.Sign()} {Quantity.Show(Threshold, Signal.Unit)}";
    }
}

/// <summary>Whether a single request of the last minutes had a score beyond a threshold.</summary>
public sealed record AnyRequest(string Score, Comparator Comparator, double Threshold) : Condition
{
    public override bool? Evaluate(ISignals signals) => Extreme(signals) is { } value ? Comparator.Holds(value, Threshold) : null;

    public override Evidence? Explain(ISignals signals) =>
        Extreme(signals) is { } value
            ? new($"request {Score}", Quantity.Show(value, SignalUnit.Ratio), $"{Comparator.Sign()} {Quantity.Show(Threshold, SignalUnit.Ratio)}")
            : null;

    public override string ToString() => $"any request: {Score} {Comparator.Sign()} {Quantity.Show(Threshold, SignalUnit.Ratio)}";

    private double? Extreme(ISignals signals) => Comparator.IsUpper() ? signals.HighestScore(Score) : signals.LowestScore(Score);
}
