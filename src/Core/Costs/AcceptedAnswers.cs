using Plimsoll.Components.Views;

namespace Plimsoll.Costs;

/// <summary>
/// How many answers of a period were good for something: not failed, and of the rest the share that the strictest measure lets
/// pass. The measures see the same bad answers, so that they are not multiplied; the count is an upper bound.
/// </summary>
/// <param name="Count">At most so many answers were accepted.</param>
/// <param name="Succeeded">Requests that did not fail.</param>
/// <param name="Measures">Share that each measure lets pass, with what it rests on.</param>
/// <param name="Strictest">The measure that decided; null where none says anything.</param>
public sealed record AcceptedAnswers(double Count, long Succeeded, IReadOnlyList<AcceptanceMeasure> Measures, string? Strictest)
{
    /// <summary>Fewer observations of a measure decide nothing.</summary>
    public const long Fewest = 30;

    internal static AcceptedAnswers Of(IReadOnlyList<EvidenceDayView> days)
    {
        var succeeded = days.Sum(d => d.Requests - d.Errors);
        var measures = Known(days).Where(m => m.Observed >= Fewest).ToList();
        var strictest = measures.MinBy(m => m.Share);
        return new((strictest?.Share ?? 1) * succeeded, succeeded, measures, strictest?.Name);
    }

    private static IEnumerable<AcceptanceMeasure> Known(IReadOnlyList<EvidenceDayView> days)
    {
        var screened = days.Sum(d => d.Screened);
        var finished = days.Sum(d => d.Finished);
        var filtered = Ratio(days.Sum(d => d.Filtered), finished) ?? 0;
        if (screened > 0)
            yield return new("not_refused", (1 - filtered) * (1 - (double)days.Sum(d => d.Refused) / screened), screened);
        var weight = days.Sum(d => d.Answers.Weight);
        if (weight > 0)
            yield return new("judged_good", 1 - days.Sum(d => d.Answers.BelowWeight) / weight, days.Sum(d => d.Answers.Judged));
        var outcomes = days.Sum(d => d.Feedback.Outcomes);
        if (outcomes > 0)
            yield return new("task_success", days.Sum(d => d.Feedback.Outcomes * (d.Feedback.TaskSuccessRatio ?? 0)) / outcomes, outcomes);
        var liked = days.Sum(d => d.Feedback.ThumbsUp + d.Feedback.Accepted);
        var votes = liked + days.Sum(d => d.Feedback.ThumbsDown + d.Feedback.Regenerated + d.Feedback.Reported);
        if (votes > 0)
            yield return new("users_content", (double)liked / votes, votes);
    }

    private static double? Ratio(long part, long whole) => whole > 0 ? (double)part / whole : null;
}

/// <param name="Name"><c>not_refused</c>, <c>judged_good</c> (composite of 0.5 or more), <c>task_success</c> or <c>users_content</c>.</param>
/// <param name="Share">From 0 to 1.</param>
/// <param name="Observed">Answers, outcomes or votes that it rests on.</param>
public sealed record AcceptanceMeasure(string Name, double Share, long Observed);
