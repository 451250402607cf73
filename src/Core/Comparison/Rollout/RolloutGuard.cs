using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Comparison.Rollout;

/// <summary>
/// Promotes a new version step by step and rolls it back when a guardrail says so. A rollback is latched: whatever the
/// evidence says later, only a person arms the rollout again.
/// </summary>
internal sealed class RolloutGuard(string id, RolloutPlan plan, long nowMs)
{
    private const byte Format = 1;

    private int _step;
    private int _arming = 1;
    private long _startMs = nowMs;
    private long _stepMs = nowMs;
    private bool _complete;

    /// <summary>Why it was rolled back; null while it was not.</summary>
    public string? RolledBackFor { get; private set; }

    /// <summary>Of the traffic, that the new version should have.</summary>
    public double Share => RolledBackFor is null ? plan.Steps[_step] : 0;

    public RolloutDecision Decide(RolloutEvidence evidence, long nowMs)
    {
        if (_complete)
            return new RolloutDecision.Complete();
        RolledBackFor ??= Reason(evidence, nowMs);
        if (RolledBackFor is { } reason)
            return new RolloutDecision.RollBack(FormattableString.Invariant($"rollback:{id}:{_arming}"), reason);
        if (nowMs - evidence.LastTelemetryMs > plan.PauseAfter.TotalMilliseconds)
            return new RolloutDecision.Pause();
        return MayGoOn(evidence, nowMs) ? Next(nowMs) : new RolloutDecision.Hold();
    }

    /// <summary>By a person: begins again at the first step.</summary>
    public void Rearm(long nowMs)
    {
        (_step, _startMs, _stepMs, _complete, RolledBackFor) = (0, nowMs, nowMs, false, null);
        _arming++;
    }

    private string? Reason(RolloutEvidence evidence, long nowMs)
    {
        if (evidence.CanaryP0)
            return "p0";
        var threshold = plan.Threshold(evidence.Guardrails.Count);
        foreach (var guardrail in evidence.Guardrails)
        {
            if (guardrail.EValue >= threshold)
                return $"guardrail:{guardrail.Name}";
        }
        return nowMs - _startMs >= plan.MaxDuration.TotalMilliseconds ? "no_verdict" : null;
    }

    private bool MayGoOn(RolloutEvidence evidence, long nowMs) =>
        nowMs - _stepMs >= plan.MinStep.TotalMilliseconds
        && evidence.CanaryRequests >= plan.MinRequests
        && (evidence.StableRequests >= plan.MinRequests || Share >= 1)
        && evidence.Comparisons.Count > 0
        && evidence.Comparisons.All(c => c.Verdict == ComparisonVerdict.NotWorse);

    private RolloutDecision Next(long nowMs)
    {
        if (_step == plan.Steps.Count - 1)
        {
            _complete = true;
            return new RolloutDecision.Complete();
        }
        _step++;
        _stepMs = nowMs;
        return new RolloutDecision.Promote(Share);
    }

    public void Write(StateWriter writer)
    {
        writer.Byte(Format);
        writer.Count(_step);
        writer.Count(_arming);
        writer.Count(_startMs);
        writer.Count(_stepMs);
        writer.Bool(_complete);
        writer.Text(RolledBackFor);
    }

    public static RolloutGuard Read(ref StateReader reader, string id, RolloutPlan plan)
    {
        reader.Version(Format);
        return new(id, plan, 0)
        {
            _step = (int)Math.Min(reader.Count(), plan.Steps.Count - 1),
            _arming = (int)reader.Count(),
            _startMs = reader.Count(),
            _stepMs = reader.Count(),
            _complete = reader.Bool(),
            RolledBackFor = reader.Text(),
        };
    }
}
