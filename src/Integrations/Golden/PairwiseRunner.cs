using Plimsoll.Quality.Fixed;
using Plimsoll.Quality.Golden;
using Plimsoll.Quality.Judging;

namespace Plimsoll.Integrations.Golden;

/// <summary>Shows a judge pairs of answers to the same question, each in both orders.</summary>
public sealed class PairwiseRunner(IJudge judge, TimeProvider time)
{
    private readonly ScoredByJudge _scores = new(judge, time);

    /// <param name="pairs">Answers of A and of B to the same question.</param>
    /// <param name="concurrency">Pairs under way at once.</param>
    /// <param name="done">Told after each pair how many are done.</param>
    public async Task<IReadOnlyList<PairVerdict>> RunAsync(
        IReadOnlyList<(AnsweredQuestion A, AnsweredQuestion B)> pairs, int concurrency, Action<int> done, CancellationToken cancellation)
    {
        var verdicts = new PairVerdict[pairs.Count];
        var finished = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = concurrency, CancellationToken = cancellation };
        await Parallel.ForEachAsync(Enumerable.Range(0, verdicts.Length), options, async (i, stop) =>
        {
            verdicts[i] = await AskAsync(pairs[i].A, pairs[i].B, stop).ConfigureAwait(false);
            done(Interlocked.Increment(ref finished));
        }).ConfigureAwait(false);
        return verdicts;
    }

    private async Task<PairVerdict> AskAsync(AnsweredQuestion a, AnsweredQuestion b, CancellationToken cancellation)
    {
        if (a.Answer.Trim() == b.Answer.Trim())
            return PairVerdict.Same(b.Id);
        var first = await ShownAsync(b.Prompt, a.Answer, b.Answer, cancellation).ConfigureAwait(false);
        if (first.Score is null)
            return new(b.Id, null, null, first.Reason);
        var second = await ShownAsync(b.Prompt, b.Answer, a.Answer, cancellation).ConfigureAwait(false);
        return new(b.Id, first.Score, second.Score, second.Reason);
    }

    private Task<(double? Score, string? Reason)> ShownAsync(string prompt, string first, string second, CancellationToken cancellation) =>
        _scores.AskAsync(PairRubric.For(judge.Evaluator), new JudgedAnswer(prompt, "", [first, second], []), cancellation);
}
