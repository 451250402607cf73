using Plimsoll.Components.Views;
using Plimsoll.Quality.Queue;

namespace Plimsoll.Components.Judging;

/// <summary>Hands requests to a gateway that holds their texts, and takes its reports.</summary>
internal static class JudgeCounter
{
    /// <summary>Reserves room for calls. The state is to be committed before they are made; see <see cref="Withdraw"/>.</summary>
    public static JudgeWork Take(ComponentData data, JudgeTake take, long nowMs)
    {
        var judging = data.Judging;
        var tasks = new List<JudgeTask>();
        while (data.Settings.Judging.Enabled && tasks.Count < take.Most && judging.Desk.Start(Terms(data.Settings.Judging), nowMs, take.JournalId) is { } call)
        {
            judging.Calls[call.Id] = call;
            var request = call.Request;
            tasks.Add(new(call.Id, request.RubricVersion, request.RequestHash, request.Origin.RequestId, request.Origin.TraceId) { Fixed = Item(data.Settings.Judging, request) });
        }
        if (tasks.Count > 0)
            judging.Version = data.Version;
        return new(tasks, judging.Desk.Queue.Depth - judging.Desk.Queue.InFlight, Math.Min(judging.Sampler.Cutoff, data.Settings.Judging.KeptShare));
    }

    /// <summary>Takes back calls that nobody will make: their beginning could not be committed.</summary>
    public static void Withdraw(ComponentData data, IEnumerable<string> callIds)
    {
        foreach (var id in callIds)
        {
            if (data.Judging.Calls.Remove(id, out var call))
                data.Judging.Desk.Withdraw(call);
        }
        data.Judging.Version = data.Version;
    }

    /// <summary>Settles a call. A report that comes twice, or for a call that was given up, changes nothing but a count.</summary>
    public static void Report(ComponentData data, JudgeReport report, long nowMs)
    {
        var judging = data.Judging;
        judging.Version = data.Version;
        if (!judging.Calls.Remove(report.CallId, out var call))
        {
            judging.Desk.Queue.Counts.Repeated++;
            return;
        }
        var cost = report.Cost ?? call.Most;
        judging.Figures.Called(cost, report.LatencyMs);
        var outcome = Outcome(report, data.Settings.Judging, call.Request);
        if (judging.Desk.Finish(call, outcome, cost, nowMs, report.Jitter) is not QueueStep.Ended ended)
            return;
        if (ended.End == QueueEnd.Judged)
            VerdictFiling.Record(data, ended.Request, report, nowMs);
        else
            VerdictFiling.Miss(data, ended.Request, nowMs);
    }

    private static FixedItem? Item(JudgingSettings settings, JudgeRequest request) =>
        request.Priority == JudgePriority.Fixed ? new(settings.FixedSet?.Version ?? "", (int)request.RequestHash) : null;

    /// <summary>Scores that a verdict has: one for each dimension, and of a pair its preference alone.</summary>
    private static int Expected(JudgingSettings settings, JudgeRequest request) =>
        request.Priority == JudgePriority.Fixed && settings.FixedSet?.IsPair((int)request.RequestHash) == true ? 1 : settings.Rubric.Dimensions.Count;

    private static JudgeTerms Terms(JudgingSettings settings) =>
        new(_ => settings.MostPerCall, settings.Budget, settings.TenantBudget, settings.MostInFlight, settings.FleetBudget);

    private static JudgeOutcome Outcome(JudgeReport report, JudgingSettings settings, JudgeRequest request) => report.End switch
    {
        JudgeEnd.Judged when request.RubricVersion != settings.Rubric.Version => new JudgeOutcome.Rejected("rubric_changed"),
        JudgeEnd.Judged when report.Scores.Count != Expected(settings, request) || report.Scores.Any(s => s is not (null or (>= 0 and <= 1))) =>
            new JudgeOutcome.Malformed(),
        JudgeEnd.Judged => new JudgeOutcome.Judged(),
        JudgeEnd.Malformed => new JudgeOutcome.Malformed(),
        JudgeEnd.Throttled => new JudgeOutcome.Throttled(report.RetryAfter),
        JudgeEnd.QuotaSpent => new JudgeOutcome.QuotaSpent(report.UntilMs),
        JudgeEnd.Rejected => new JudgeOutcome.Rejected(report.Reason),
        _ => new JudgeOutcome.Unavailable(report.Reason),
    };
}
