using System.Buffers.Binary;
using System.Security.Cryptography;
using Plimsoll.Quality.Judging;
using Plimsoll.Quality.Queue;
using Plimsoll.Quality.Rubrics;

namespace Plimsoll.Integrations.Golden;

/// <summary>Asks a judge for one score, a few times where it must be.</summary>
internal sealed class ScoredByJudge(IJudge judge, TimeProvider time)
{
    /// <param name="rubric">Of one dimension.</param>
    /// <returns>The score, or why there is none.</returns>
    public async Task<(double? Score, string? Reason)> AskAsync(Rubric rubric, JudgedAnswer answer, CancellationToken cancellation)
    {
        var nonce = BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(ulong)));
        var prompt = JudgePrompt.Build(rubric, answer, nonce);
        // Not the question's id: a server that remembers keys would give the last run's verdict again.
        var reply = await Attempts.RunAsync(() => judge.AskAsync(FormattableString.Invariant($"golden.{nonce:x16}"), prompt, cancellation), Wait, time, cancellation).ConfigureAwait(false);
        if (reply is not JudgeReply.Answered(var verdict, _, _))
            return (null, $"judge_{Reason(((JudgeReply.Unanswered)reply).Outcome)}");
        return VerdictParser.Parse(rubric, rubric.Dimensions, verdict) is ParsedVerdict.Scored { Scores: [{ } score] } ? (score, null) : (null, "judge_malformed");
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
}
