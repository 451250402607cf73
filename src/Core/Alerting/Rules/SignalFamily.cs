using Plimsoll.Alerting.Expressions;
using Plimsoll.Alerting.Objectives;
using Plimsoll.Alerting.Signals;

namespace Plimsoll.Alerting.Rules;

/// <summary>Which family a condition belongs to when its author does not say: that of its first part.</summary>
public static class SignalFamily
{
    public static AlertFamily Of(Condition condition) => condition.Leaves.FirstOrDefault() switch
    {
        SignalComparison compared => OfName(compared.Signal.Name),
        AnyRequest any => OfScore(any.Score),
        BurnRate burn => burn.Objective == Objective.Errors ? AlertFamily.Errors : AlertFamily.Latency,
        AnomalyOf anomaly => OfName(anomaly.Series),
        ShiftOf shift => OfName(shift.Series),
        DriftOf => AlertFamily.Drift,
        ComponentIs state => OfCondition(state.State),
        _ => AlertFamily.Usage,
    };

    /// <summary>Of a signal or of a series of one, such as <c>latency.ttft</c>.</summary>
    public static AlertFamily OfName(string signal) => signal.Split('.') switch
    {
        ["latency", ..] => AlertFamily.Latency,
        ["errors", ..] => AlertFamily.Errors,
        ["hallucination", ..] => AlertFamily.Hallucination,
        ["toxicity", ..] => AlertFamily.Safety,
        ["quality", var score] => OfScore(score),
        ["responses" or "feedback" or "tasks" or "golden", ..] => AlertFamily.Quality,
        ["gpu" or "queue" or "kv_cache" or "host" or "throughput", ..] => AlertFamily.Saturation,
        _ => AlertFamily.Usage,
    };

    private static AlertFamily OfScore(string score) => score is "safety" or "toxicity" or "bias" ? AlertFamily.Safety : AlertFamily.Quality;

    private static AlertFamily OfCondition(ComponentCondition condition) => condition switch
    {
        ComponentCondition.Failing or ComponentCondition.Silent => AlertFamily.Availability,
        ComponentCondition.HarmConfirmed or ComponentCondition.HarmSuspected => AlertFamily.Safety,
        ComponentCondition.HallucinationAbove => AlertFamily.Hallucination,
        ComponentCondition.QualityBelow or ComponentCondition.GoldenRegressed or ComponentCondition.JudgeQuarantined or ComponentCondition.JudgeChanged => AlertFamily.Quality,
        _ => AlertFamily.Composite,
    };
}
