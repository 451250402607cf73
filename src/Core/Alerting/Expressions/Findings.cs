using System.Text.Json;
using Plimsoll.Alerting.Signals;

namespace Plimsoll.Alerting.Expressions;

/// <summary>A question that is answered elsewhere, by a detector or by the component itself.</summary>
public abstract record Finding : Condition
{
    public sealed override IReadOnlyList<Evidence> Explain(ISignals signals) => Evaluate(signals) switch
    {
        true when signals.GroundsOf(this) is { Count: > 0 } grounds => grounds,
        { } found => [new(ToString(), found ? "true" : "false", null)],
        null => [],
    };

    /// <inheritdoc/>
    public abstract override string ToString();
}

/// <param name="Speed">Null: page or ticket.</param>
public sealed record BurnRate(string Objective, BurnSpeed? Speed) : Finding
{
    public override bool? Evaluate(ISignals signals)
    {
        if (Speed is { } one)
            return signals.Burns(Objective, one);
        var (page, ticket) = (signals.Burns(Objective, BurnSpeed.Page), signals.Burns(Objective, BurnSpeed.Ticket));
        return page is true || ticket is true ? true : page is null || ticket is null ? null : false;
    }

    public override string ToString() =>
        Speed is { } one ? $"burn_rate({Objective}, {one.ToString().ToLowerInvariant()})" : $"burn_rate({Objective})";
}

public sealed record AnomalyOf(string Series) : Finding
{
    public override bool? Evaluate(ISignals signals) => signals.IsAnomalous(Series);

    public override string ToString() => $"anomaly({Series})";
}

public sealed record ShiftOf(string Series) : Finding
{
    public override bool? Evaluate(ISignals signals) => signals.HasShifted(Series);

    public override string ToString() => $"shift({Series})";
}

public sealed record DriftOf(string Signal) : Finding
{
    public override bool? Evaluate(ISignals signals) => signals.Drifts(Signal);

    public override string ToString() => $"drift({Signal})";
}

public sealed record ComponentIs(ComponentCondition State) : Finding
{
    private static readonly Dictionary<string, ComponentCondition> s_byName = Enum.GetValues<ComponentCondition>().ToDictionary(Name, StringComparer.Ordinal);

    public static IReadOnlyCollection<string> Names => s_byName.Keys;

    /// <summary>Null for a name of no condition.</summary>
    public static ComponentIs? Find(string name) => s_byName.TryGetValue(name, out var found) ? new(found) : null;

    public override bool? Evaluate(ISignals signals) => signals.Condition(State);

    public override string ToString() => $"{Name(State)}()";

    private static string Name(ComponentCondition condition) =>
        JsonNamingPolicy.SnakeCaseLower.ConvertName(condition.ToString());
}
