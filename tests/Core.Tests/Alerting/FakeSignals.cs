using Plimsoll.Alerting.Expressions;
using Plimsoll.Alerting.Signals;

namespace Plimsoll.Core.Tests.Alerting;

/// <summary>Signals that a test sets by name; what it does not set is not known.</summary>
internal sealed class FakeSignals : ISignals
{
    private readonly Dictionary<string, double> _values = [];
    private readonly Dictionary<string, bool> _findings = [];

    private IReadOnlyList<Evidence> _grounds = [];

    public FakeSignals With(string name, double value)
    {
        _values[name] = value;
        return this;
    }

    public FakeSignals Finding(string name, bool found)
    {
        _findings[name] = found;
        return this;
    }

    public double? Value(Signal signal, int minutes) => Number(minutes == 1 ? signal.Name : $"{signal.Name}@{minutes}");

    public double? LowestScore(string score) => Number($"lowest {score}");

    public double? HighestScore(string score) => Number($"highest {score}");

    public bool? Burns(string objective, BurnSpeed speed) => Found($"{objective} {speed}");

    public bool? IsAnomalous(string series) => Found($"anomaly {series}");

    public bool? HasShifted(string series) => Found($"shift {series}");

    public bool? Drifts(string signal) => Found($"drift {signal}");

    public bool? Condition(ComponentCondition condition) => Found(condition.ToString());

    public FakeSignals Grounds(params Evidence[] grounds)
    {
        _grounds = grounds;
        return this;
    }

    public IReadOnlyList<Evidence> GroundsOf(Finding finding) => _grounds;

    private double? Number(string name) => _values.TryGetValue(name, out var value) ? value : null;

    private bool? Found(string name) => _findings.TryGetValue(name, out var found) ? found : null;
}
