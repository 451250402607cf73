using Plimsoll.Quality.Golden;
using Plimsoll.Quality.Judging;

namespace Plimsoll.Integrations.Golden;

/// <summary>Asks an endpoint every question of a set and scores the answers; some at once, each tried a few times.</summary>
/// <param name="judge">Null where no question needs one.</param>
public sealed class GoldenRunner(IModelEndpoint endpoint, IJudge? judge, TimeProvider time)
{
    /// <summary>Told each answer with its text, from several threads; null for nobody.</summary>
    public Action<AnsweredQuestion>? Answered { get; init; }

    /// <param name="concurrency">Questions under way at once.</param>
    /// <param name="done">Told after each question how many are done.</param>
    public async Task<GoldenReport> RunAsync(GoldenSet set, int concurrency, Action<int> done, CancellationToken cancellation)
    {
        var results = new GoldenResult[set.Questions.Count];
        var finished = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = concurrency, CancellationToken = cancellation };
        await Parallel.ForEachAsync(Enumerable.Range(0, results.Length), options, async (i, stop) =>
        {
            results[i] = await AskAsync(set.Questions[i], stop).ConfigureAwait(false);
            done(Interlocked.Increment(ref finished));
        }).ConfigureAwait(false);
        return GoldenReport.Of(set.Version, endpoint.Name, judge?.Evaluator.ToString(), time.GetUtcNow(), results);
    }

    private async Task<GoldenResult> AskAsync(GoldenQuestion question, CancellationToken cancellation)
    {
        var reply = await Attempts.RunAsync(
            () => endpoint.AskAsync(question.System, question.Prompt, cancellation),
            r => r is ModelReply.Failed { MayRetry: true } failed ? failed.RetryAfter ?? TimeSpan.Zero : null, time, cancellation).ConfigureAwait(false);
        if (reply is not ModelReply.Answered answered)
            return Missing(question, ((ModelReply.Failed)reply).Reason, null);
        Answered?.Invoke(new(question.Id, question.Prompt, answered.Text));
        var latency = answered.Latency.TotalMilliseconds;
        if (question.Check is GoldenCheck.Judged(var reference))
            return await JudgeAsync(question, reference, answered.Text, latency, cancellation).ConfigureAwait(false);
        return question.Check.Score(answered.Text) is { } score
            ? new(question.Id, question.Group, score, null, question.Check.Essence(answered.Text), latency)
            : Missing(question, "pattern_timeout", latency);
    }

    private async Task<GoldenResult> JudgeAsync(GoldenQuestion question, string reference, string answer, double latency, CancellationToken cancellation)
    {
        if (judge is null)
            return Missing(question, "no_judge", latency);
        var (score, reason) = await new ScoredByJudge(judge, time)
            .AskAsync(GoldenRubric.For(judge.Evaluator), GoldenRubric.Judged(question, reference, answer), cancellation).ConfigureAwait(false);
        return score is not null ? new(question.Id, question.Group, score, null, null, latency) : Missing(question, reason!, latency);
    }

    private static GoldenResult Missing(GoldenQuestion question, string reason, double? latency) =>
        new(question.Id, question.Group, null, reason, null, latency);
}
