using Plimsoll.Components.Views;
using Plimsoll.Quality.Budgets;

namespace Plimsoll.ComponentHost;

/// <summary>The side that judging works on: nothing is handed out or answered that is not committed.</summary>
public sealed partial class HostedComponent
{
    /// <summary>
    /// One wish at a time: the keeper would take a second one, from before the first answer, for that of a holder that lost its
    /// slice, and count that as spent. The port bounds how long one takes.
    /// </summary>
    private readonly SemaphoreSlim _asking = new(1, 1);

    public async Task<JudgeWork> TakeJudgementsAsync(JudgeTake take)
    {
        var live = await LiveAsync();
        var work = await TakeOnceAsync(live, take);
        if (work.Tasks.Count > 0)
            return work;
        await _asking.WaitAsync();
        await ExchangeSliceAsync(live);
        // Somebody else may have asked for the slice meanwhile.
        return await TakeOnceAsync(live, take);
    }

    /// <summary>Gives back a slice of the fleet's budget whose time is over though nothing waits to be judged.</summary>
    public async Task ReturnSliceAsync()
    {
        LiveState? live;
        lock (_lock)
            live = _live;
        // A slice that is not in a checkpoint counts as spent when the host goes down.
        if (live is not null && await _asking.WaitAsync(TimeSpan.Zero) && await ExchangeSliceAsync(live))
            await CommitAsync(CancellationToken.None);
    }

    /// <summary>
    /// Asks for another slice where one is needed, by the one whose turn it is to ask. The old slice is closed in a committed
    /// checkpoint before it is reported. Returns whether there is one.
    /// </summary>
    private async Task<bool> ExchangeSliceAsync(LiveState live)
    {
        try
        {
            SliceWish? wish;
            lock (_lock)
                wish = live.Component.CloseSlice(NowMs);
            if (wish is null || !await CommitAsync(CancellationToken.None))
                return false;
            var lease = await _services.Funds.ExchangeAsync(wish);
            lock (_lock)
                live.Component.TakeSlice(lease, NowMs);
            return lease is not null;
        }
        finally
        {
            _asking.Release();
        }
    }

    private async Task<JudgeWork> TakeOnceAsync(LiveState live, JudgeTake take)
    {
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
