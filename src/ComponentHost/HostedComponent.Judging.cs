using Plimsoll.Components.Views;

namespace Plimsoll.ComponentHost;

/// <summary>The side that judging works on: nothing is handed out or answered that is not committed.</summary>
public sealed partial class HostedComponent
{
    public async Task<JudgeWork> TakeJudgementsAsync(JudgeTake take)
    {
        var live = await LiveAsync();
        JudgeWork work;
        lock (_lock)
            work = live.Component.TakeJudgements(take, NowMs);
        if (work.Tasks.Count == 0 || await CommitAsync(CancellationToken.None))
            return work;
        // Nobody has paid yet for what was not committed. Of a state that was given up meanwhile nothing is left to take back.
        lock (_lock)
            live.Component.WithdrawJudgements(work.Tasks.Select(t => t.CallId));
        return work with { Tasks = [] };
    }

    public async Task<bool> ReportJudgementsAsync(JudgeReportSet reports)
    {
        var live = await LiveAsync();
        lock (_lock)
            live.Component.ReportJudgements(reports.Reports, NowMs);
        if (!await CommitAsync(CancellationToken.None))
            return false;
        _outbox.Kick();
        return true;
    }

    public async Task<AnnotationReceipt?> AnnotateAsync(AnnotationSet set)
    {
        var live = await LiveAsync();
        AnnotationReceipt receipt;
        lock (_lock)
            receipt = live.Component.Annotate(set);
        return await CommitAsync(CancellationToken.None) ? receipt : null;
    }

    public async Task<QualityView> GetQualityAsync()
    {
        var live = await LiveAsync();
        lock (_lock)
            return live.Component.Quality(NowMs);
    }

    public async Task<VerdictSet> GetVerdictsAsync(VerdictQuery query)
    {
        var live = await LiveAsync();
        lock (_lock)
            return live.Component.Verdicts(query);
    }
}
