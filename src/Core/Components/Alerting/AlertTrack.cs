using Plimsoll.Aggregation.Encoding;
using Plimsoll.Alerting.Expressions;
using Plimsoll.Alerting.Rules;
using Plimsoll.Alerting.States;

namespace Plimsoll.Components.Alerting;

/// <summary>One rule's alert on one component.</summary>
internal sealed class AlertTrack
{
    public const int MaxEvidence = 32;

    public AlertMachine Machine { get; private init; } = new();

    /// <summary>What ran when it fired; the resolve names the same, whatever runs then.</summary>
    public AlertSubject Subject { get; set; }

    /// <summary>At the last tick that found the condition to hold.</summary>
    public IReadOnlyList<Evidence> Evidence { get; set; } = [];

    public bool IsIdle => Machine is { State: AlertState.Inactive, Flapping: false, FiredMs: 0 };

    public void Write(StateWriter writer)
    {
        Machine.Write(writer);
        writer.Text(Subject.Model);
        writer.Text(Subject.ModelVersion);
        writer.Count(Evidence.Count);
        foreach (var (signal, value, threshold) in Evidence)
        {
            writer.Text(signal);
            writer.Text(value);
            writer.Text(threshold);
        }
    }

    public static AlertTrack Read(ref StateReader reader)
    {
        var track = new AlertTrack { Machine = AlertMachine.Read(ref reader), Subject = new(reader.Text(), reader.Text()) };
        var evidence = new List<Evidence>();
        for (var left = reader.Length(MaxEvidence); left > 0; left--)
            evidence.Add(new(reader.Text() ?? "", reader.Text() ?? "", reader.Text()));
        track.Evidence = evidence;
        return track;
    }

    /// <summary>The most urgent level that holds; not known when none does and one is not known.</summary>
    public static (bool? Holds, AlertLevel Level) Judge(AlertRule rule, ComponentSignals signals)
    {
        var unknown = false;
        foreach (var level in rule.Levels)
        {
            switch (level.Condition.Evaluate(signals))
            {
                case true:
                    return (true, level);
                case null:
                    unknown = true;
                    break;
            }
        }
        return (unknown ? null : false, rule.Levels[^1]);
    }
}

/// <summary>What an alert is about, beside the component.</summary>
internal readonly record struct AlertSubject(string? Model, string? ModelVersion);
