using System.Buffers.Binary;
using System.Security.Cryptography;
using Plimsoll.Quality.Golden;
using Plimsoll.Quality.Judging;
using Plimsoll.Quality.Queue;

namespace Plimsoll.Integrations.Golden;

/// <summary>Asks an endpoint every question of a set and scores the answers; some at once, each tried a few times.</summary>
/// <param name="judge">Null where no question needs one.</param>
public sealed class GoldenRunner(IModelEndpoint endpoint, IJudge? judge, TimeProvider time)
{
    /// <summary>Calls for one question, and for one verdict.</summary>
    public const int MaxAttempts = 3;

    private static readonly TimeSpan s_firstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_mostDelay = TimeSpan.FromSeconds(30);

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
        var reply = await RetryAsync(
            () => endpoint.AskAsync(question.System, question.Prompt, cancellation),
            r => r is ModelReply.Failed { MayRetry: true } failed ? failed.RetryAfter ?? TimeSpan.Zero : null, cancellation).ConfigureAwait(false);
        if (reply is not ModelReply.Answered answered)
            return Missing(question, ((ModelReply.Failed)reply).Reason, null);
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
        var rubric = GoldenRubric.For(judge.Evaluator);
        var nonce = BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(ulong)));
        var prompt = JudgePrompt.Build(rubric, GoldenRubric.Judged(question, reference, answer), nonce);
        // Not the question's id: a server that remembers keys would give the last run's verdict again.
        var reply = await RetryAsync(() => judge.AskAsync(FormattableString.Invariant($"golden.{nonce:x16}"), prompt, cancellation), Wait, cancellation).ConfigureAwait(false);
        if (reply is not JudgeReply.Answered(var verdict, _, _))
            return Missing(question, $"judge_{Reason(((JudgeReply.Unanswered)reply).Outcome)}", latency);
        return VerdictParser.Parse(rubric, rubric.Dimensions, verdict) is ParsedVerdict.Scored { Scores: [{ } score] }
            ? new(question.Id, question.Group, score, null, null, latency)
            : Missing(question, "judge_malformed", latency);
    }

    /// <param name="wait">Null when the reply stands; else how long the server asked to be left alone.</param>
    private async Task<T> RetryAsync<T>(Func<Task<T>> ask, Func<T, TimeSpan?> wait, CancellationToken cancellation)
    {
        var delay = s_firstDelay;
        for (var attempt = 1; ; attempt++)
        {
            var reply = await ask().ConfigureAwait(false);
            if (attempt == MaxAttempts || wait(reply) is not { } asked)
                return reply;
            var next = asked > delay ? asked : delay;
            await Task.Delay(next < s_mostDelay ? next : s_mostDelay, time, cancellation).ConfigureAwait(false);
            delay *= 2;
        }
    }

    private static TimeSpan? Wait(JudgeReply reply) => reply switch
    {
        JudgeReply.Unanswered { Outcome: JudgeOutcome.Throttled(var asked) } => asked ?? TimeSpan.Zero,
        JudgeReply.Unanswered { Outcome: JudgeOutcome.Unavailable or JudgeOutcome.Malformed } => TimeSpan.Zero,
        _ => null,
    };

    private static string Reason(JudgeOutcome outcome) => outcome switch
    {
        JudgeOutcome.Unavailable(var reason) => reason,
        JudgeOutcome.Rejected(var reason) => reason,
        JudgeOutcome.Throttled => "throttled",
        JudgeOutcome.QuotaSpent => "quota",
        _ => "malformed",
    };

    private static GoldenResult Missing(GoldenQuestion question, string reason, double? latency) =>
        new(question.Id, question.Group, null, reason, null, latency);
}
