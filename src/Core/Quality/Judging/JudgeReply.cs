using Plimsoll.Quality.Queue;

namespace Plimsoll.Quality.Judging;

/// <summary>What came back for one call.</summary>
/// <param name="Latency">Of the judge as the caller saw it.</param>
/// <param name="Usage">As the judge counted; null where it did not say: then the call may have cost its maximum.</param>
public abstract record JudgeReply(TimeSpan Latency, JudgeUsage? Usage)
{
    /// <param name="Verdict">The tool's input or the whole text, UTF-8; not yet read, see <see cref="VerdictParser"/>.</param>
    public sealed record Answered(ReadOnlyMemory<byte> Verdict, TimeSpan Latency, JudgeUsage? Usage) : JudgeReply(Latency, Usage);

    /// <param name="Outcome">Anything but <see cref="JudgeOutcome.Judged"/>.</param>
    public sealed record Unanswered(JudgeOutcome Outcome, TimeSpan Latency, JudgeUsage? Usage) : JudgeReply(Latency, Usage);
}

/// <summary>Tokens of one call.</summary>
public readonly record struct JudgeUsage(long InputTokens, long OutputTokens)
{
    /// <summary>Of a call that no model has worked on: refused before, or never sent.</summary>
    public static readonly JudgeUsage None;
}
