using System.Buffers.Binary;
using System.Security.Cryptography;
using Plimsoll.Components.Views;
using Plimsoll.Configuration;
using Plimsoll.Privacy;
using Plimsoll.Quality.Budgets;
using Plimsoll.Quality.Fixed;
using Plimsoll.Quality.Heuristics;
using Plimsoll.Quality.Judging;
using Plimsoll.Quality.Queue;
using Plimsoll.Quality.Rubrics;

namespace Plimsoll.Gateway.Judging;

/// <summary>Makes one call: finds the texts, asks the judge, reads its verdict. Whatever happens comes back as a report.</summary>
/// <param name="judge">Null: the heuristic, which needs nobody to be asked.</param>
/// <param name="embedder">Null: what texts say is projected here.</param>
internal sealed class JudgeRunner(PlimsollOptions options, JudgeTexts texts, IJudge? judge, AnswerEmbedder? embedder, JudgeEvents events, TimeProvider time)
{
    private static readonly JudgeCost OneCall = new(1, 0, 0);

    /// <summary>Calls that may be under way at once.</summary>
    public int Concurrency => judge?.Concurrency ?? 32;

    public async Task<JudgeReport> RunAsync(string component, JudgeTask task, CancellationToken cancellation)
    {
        var report = await AnswerAsync(component, task, cancellation);
        events.Called(report);
        return report with { Jitter = RandomNumberGenerator.GetInt32(1 << 20) / (double)(1 << 20) };
    }

    private async Task<JudgeReport> AnswerAsync(string component, JudgeTask task, CancellationToken cancellation)
    {
        if (task.RubricVersion != options.Quality.Rubric.Version)
            return Without(task, JudgeEnd.Rejected, "rubric_unknown");
        if (task.Fixed is { } item)
            return await FixedAsync(task, item, cancellation);
        if (texts.Find(component, task) is not { } found)
            return Without(task, JudgeEnd.Unavailable, "texts_not_ready");
        if (found.Answer is not { } answer)
            return Without(task, JudgeEnd.Rejected, "texts_gone");
        var report = judge is null ? ByHeuristic(task, answer) : await AskAsync(judge, options.Quality.Rubric, task, answer, cancellation);
        if (report.End != JudgeEnd.Judged)
            return report;
        var features = found.Features is { } own && embedder is not null ? await embedder.CompleteAsync(own, answer.Response, cancellation) : found.Features;
        return report with { Features = features, Facts = found.Facts };
    }

    private async Task<JudgeReport> FixedAsync(JudgeTask task, FixedItem item, CancellationToken cancellation)
    {
        var set = options.Quality.FixedSet;
        if (judge is null || item.SetVersion != set.Version || set.Shown(item.Item) is not { } answer)
            return Without(task, JudgeEnd.Rejected, "fixed_set_unknown");
        return await AskAsync(judge, item.Item < set.Answers.Count ? options.Quality.Rubric : PairRubric.For(judge.Evaluator), task, answer, cancellation);
    }

    private JudgeReport ByHeuristic(JudgeTask task, JudgedAnswer answer)
    {
        var began = time.GetTimestamp();
        var verdict = HeuristicJudge.Judge(options.Quality.Rubric, answer);
        return new JudgeReport(task.CallId, JudgeEnd.Judged, verdict.Reason)
        {
            Scores = verdict.Scores,
            Cost = OneCall,
            ResponseChars = answer.Response.Length,
            LatencyMs = (long)time.GetElapsedTime(began).TotalMilliseconds,
        };
    }

    private async Task<JudgeReport> AskAsync(IJudge asked, Rubric rubric, JudgeTask task, JudgedAnswer answer, CancellationToken cancellation)
    {
        if (answer.Applicable(rubric).Count == 0)
            return Without(task, JudgeEnd.Rejected, "nothing_to_judge");
        var prompt = JudgePrompt.Build(rubric, answer, Nonce());
        if (prompt.MaxInputTokens + prompt.MaxOutputTokens > options.Quality.MaxCallTokens)
            return Without(task, JudgeEnd.Rejected, "too_long");
        var reply = await asked.AskAsync(task.CallId, prompt, cancellation);
        var report = Read(rubric, task, answer, reply);
        return report with { ResponseChars = answer.Response.Length, LatencyMs = (long)reply.Latency.TotalMilliseconds, Cost = reply.Usage is { } usage ? asked.Price.Of(usage) : null };
    }

    private static JudgeReport Read(Rubric rubric, JudgeTask task, JudgedAnswer answer, JudgeReply reply) => reply switch
    {
        JudgeReply.Answered(var verdict, _, _) => VerdictParser.Parse(rubric, answer.Applicable(rubric), verdict) switch
        {
            ParsedVerdict.Scored scored => new(task.CallId, JudgeEnd.Judged, TextRedactor.Redact(scored.Reason)) { Scores = scored.Scores },
            ParsedVerdict.Malformed malformed => new(task.CallId, JudgeEnd.Malformed, malformed.Reason),
            var other => throw new InvalidOperationException($"No rule for {other}"),
        },
        JudgeReply.Unanswered(var outcome, _, _) => Of(task, outcome),
        _ => throw new InvalidOperationException($"No rule for {reply.GetType().Name}"),
    };

    private static JudgeReport Of(JudgeTask task, JudgeOutcome outcome) => outcome switch
    {
        JudgeOutcome.Malformed => new(task.CallId, JudgeEnd.Malformed, "malformed"),
        JudgeOutcome.Throttled(var after) => new(task.CallId, JudgeEnd.Throttled, "throttled") { RetryAfter = after },
        JudgeOutcome.QuotaSpent(var until) => new(task.CallId, JudgeEnd.QuotaSpent, "quota") { UntilMs = until },
        JudgeOutcome.Rejected(var reason) => new(task.CallId, JudgeEnd.Rejected, reason),
        JudgeOutcome.Unavailable(var reason) => new(task.CallId, JudgeEnd.Unavailable, reason),
        _ => throw new InvalidOperationException($"A judge that did not answer cannot say {outcome.GetType().Name}"),
    };

    /// <summary>Of a call for which nobody was asked: it cost nothing.</summary>
    private static JudgeReport Without(JudgeTask task, JudgeEnd end, string reason) => new(task.CallId, end, reason) { Cost = default(JudgeCost) };

    private static ulong Nonce()
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        RandomNumberGenerator.Fill(bytes);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }
}
