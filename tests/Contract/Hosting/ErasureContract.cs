using Plimsoll.Components;
using Plimsoll.Components.Views;
using Plimsoll.Support;
using Xunit;

namespace Plimsoll.Contract.Hosting;

/// <summary>A user leaves a component: nothing of them is stored any more, and every count stays, over kills too.</summary>
public abstract class ErasureContract : HostContract
{
    private const ulong Jane = 0x1122334455667788;
    private const ulong John = 0x99aabbccddeeff00;

    private IJudgedComponent Judged => Host.Judged.FindJudged("a");

    [Fact]
    public async Task Erased_user_is_in_no_stored_block_and_every_count_stays()
    {
        await JudgeAsync();
        var before = await FiguresAsync();

        var receipt = await EraseAsync(Jane);

        Assert.True(receipt is { Found: 0, Verdicts: > 0, BytesSearched: > 0 }, receipt.ToString());
        await RestartAsync();
        Assert.Equal(before, await FiguresAsync());
        var verdicts = (await Judged.GetVerdictsAsync(new(512))).Verdicts;
        Assert.Equal(receipt.Verdicts, verdicts.Count(v => v is { RequestId: null, Reason: "" }));
        Assert.Contains(verdicts, v => v is { RequestId: not null, Reason: "Fine." });
    }

    [Fact]
    public async Task Erasure_that_could_not_be_saved_is_asked_for_again()
    {
        await JudgeAsync();
        World.Store.Unavailable = true;
        Assert.Null(await Host.Erasable.FindErasable("a").EraseAsync(Order(Jane)));

        World.Store.Unavailable = false;
        Assert.Equal(0, (await EraseAsync(Jane)).Found);
    }

    private static ErasureOrder Order(ulong user) => new([user], [], [], Guid.NewGuid());

    private async Task JudgeAsync()
    {
        await DeliverAsync("a", Journal.AppendAnswers("a", 1_000, user: Jane));
        await DeliverAsync("a", Journal.AppendAnswers("a", 1_000, user: John));
        await Eventually.TrueAsync(async () =>
        {
            World.Clock.Advance(TimeSpan.FromSeconds(30));
            var work = await Judged.TakeJudgementsAsync(new(Journal.Id, 8));
            await Judged.ReportJudgementsAsync(new([.. work.Tasks.Select(t => new JudgeReport(t.CallId, JudgeEnd.Judged, "Fine.") { Scores = [1, 0.8, 0.9] })]));
            return work is { Tasks.Count: 0, Waiting: 0 } && (await Judged.GetVerdictsAsync(new(512))).Verdicts.Count >= 10;
        }, "answers are judged");
    }

    private async Task<ErasureReceipt> EraseAsync(ulong user) =>
        await Host.Erasable.FindErasable("a").EraseAsync(Order(user)) ?? throw new InvalidOperationException("The erasure was not saved");

    private async Task<string> FiguresAsync()
    {
        var view = await ViewAsync("a");
        var judge = (await Judged.GetQualityAsync()).Judge;
        return FormattableString.Invariant($"{view.Requests} {view.Errors} {view.Usage.DistinctUsers1h} {judge.Requested} {judge.Ended.Sum(e => e.Count)}");
    }
}
