using Plimsoll.Alerting.Signals;

namespace Plimsoll.Alerting.Expressions;

/// <summary>False when a part is false, however little is known of the rest.</summary>
public sealed record AllOf(IReadOnlyList<Condition> Parts) : Condition
{
    public override IEnumerable<Condition> Leaves => Parts.SelectMany(p => p.Leaves);

    public override IEnumerable<Condition> Reasons(ISignals signals, bool answer = true) => AtLeast.ReasonsOf(Parts, signals, answer);

    public override bool? Evaluate(ISignals signals) => AtLeast.Truth(Parts, Parts.Count, signals);

    public override string ToString() => string.Join(" and ", Parts.Select(p => p is AnyOf ? $"({p})" : p.ToString()));
}

/// <summary>True when a part is true, however little is known of the rest.</summary>
public sealed record AnyOf(IReadOnlyList<Condition> Parts) : Condition
{
    public override IEnumerable<Condition> Leaves => Parts.SelectMany(p => p.Leaves);

    public override IEnumerable<Condition> Reasons(ISignals signals, bool answer = true) => AtLeast.ReasonsOf(Parts, signals, answer);

    public override bool? Evaluate(ISignals signals) => AtLeast.Truth(Parts, 1, signals);

    public override string ToString() => string.Join(" or ", Parts);
}

/// <summary>At least so many of the parts.</summary>
public sealed record AtLeast(int Count, IReadOnlyList<Condition> Parts) : Condition
{
    public override IEnumerable<Condition> Leaves => Parts.SelectMany(p => p.Leaves);

    public override IEnumerable<Condition> Reasons(ISignals signals, bool answer = true) => AtLeast.ReasonsOf(Parts, signals, answer);

    public override bool? Evaluate(ISignals signals) => Truth(Parts, Count, signals);

    public override string ToString() => $"{Count} of ({string.Join(", ", Parts)})";

    internal static IEnumerable<Condition> ReasonsOf(IReadOnlyList<Condition> parts, ISignals signals, bool answer) =>
        parts.Where(p => p.Evaluate(signals) == answer).SelectMany(p => p.Reasons(signals, answer));

    internal static bool? Truth(IReadOnlyList<Condition> parts, int count, ISignals signals)
    {
        var (yes, unknown) = (0, 0);
        foreach (var part in parts)
        {
            var answer = part.Evaluate(signals);
            yes += answer is true ? 1 : 0;
            unknown += answer is null ? 1 : 0;
        }
        return yes >= count ? true : yes + unknown < count ? false : null;
    }
}

public sealed record Not(Condition Part) : Condition
{
    public override IEnumerable<Condition> Leaves => Part.Leaves;

    public override IEnumerable<Condition> Reasons(ISignals signals, bool answer = true) => Part.Reasons(signals, !answer);

    public override bool? Evaluate(ISignals signals) => !Part.Evaluate(signals);

    public override string ToString() => $"not ({Part})";
}
