using Plimsoll.Quality.Rubrics;

namespace Plimsoll.Quality.Judging;

/// <summary>
/// A language model that can be asked for a verdict. One call is one request on the wire: whoever pays decides about a
/// second one. Whatever happens comes back as a value; only cancellation is an exception.
/// </summary>
public interface IJudge
{
    /// <summary>With the pinned model: part of the version of every rubric that it judges by.</summary>
    Evaluator Evaluator { get; }

    JudgePrice Price { get; }

    /// <summary>Calls that may be under way at once.</summary>
    int Concurrency { get; }

    /// <param name="callId">Of this call; handed on where the judge takes an idempotency key.</param>
    Task<JudgeReply> AskAsync(string callId, JudgePrompt prompt, CancellationToken cancellation);
}
