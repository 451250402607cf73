using Plimsoll.Components.Views;

namespace Plimsoll.Gateway.Exposition;

/// <summary>What judges say of answers, and what it takes. A score never goes out without its bounds, its rubric and its evaluator.</summary>
internal static class QualityFamilies
{
    private static readonly MetricFamily Score = Gauge(
        "plimsoll_quality_score", "Mean score over the last 24 hours, 0 to 1; an evaluator that begins with heuristic: does not understand the text.");

    private static readonly MetricFamily Lower = Gauge("plimsoll_quality_score_lower", "Lower bound of the score at 95%.");
    private static readonly MetricFamily Upper = Gauge("plimsoll_quality_score_upper", "Upper bound of the score at 95%.");
    private static readonly MetricFamily Judged = Gauge("plimsoll_quality_score_judgements", "Judgements that the score rests on.");
    private static readonly MetricFamily Judgements = Counter("plimsoll_judgements", "Answers of the sample that came to their end, by end (judged, failed, shed) and reason.");

    /// <summary>Families with one sample a component whose answers are judged; null is left out.</summary>
    private static readonly IReadOnlyList<(MetricFamily Family, Func<JudgeView, double?> Value)> Scalars =
    [
        (Counter("plimsoll_judge_calls", "Calls to the judge, repeated ones included."), j => j.Spent.Calls),
        (Counter("plimsoll_judge_tokens", "Tokens into and out of the judge.", "tokens"), j => j.Spent.Tokens),
        (Counter("plimsoll_judge_cost_dollars", "Cost of the judge.", "dollars"), j => j.Spent.Dollars),
        (Counter("plimsoll_judge_changes", "How often the judge scored the fixed set otherwise than before."), j => j.FixedSet?.Changes),
        (Gauge("plimsoll_judge_fixed_set_shift", "Mean score of the fixed set in its last round less that of the reference."), j => j.FixedSet?.Shift),
        (Gauge("plimsoll_judge_position_consistency_ratio", "Share of pairs of answers that the judge judged alike in both orders, 0 to 1.", "ratio"), j => j.FixedSet?.Position?.Consistency),
        (Gauge("plimsoll_judge_position_first_ratio", "Of the pairs that it did not judge alike: share of which it preferred the one shown first both times, 0 to 1.", "ratio"), j => j.FixedSet?.Position?.FirstShare),
        (Counter("plimsoll_judge_retries", "Calls that had to be repeated."), j => j.Retries),
        (Counter("plimsoll_judge_repeated_reports", "Reports for calls that were not under way."), j => j.RepeatedReports),
        (Counter("plimsoll_judge_candidates_overflowed", "Candidates that gave way for want of room."), j => j.CandidatesOverflowed),
        (Counter("plimsoll_harmful_answers_found", "Answers that one judgement found harmful."), j => j.HarmUnconfirmed),
        (Counter("plimsoll_harmful_answers_confirmed", "Answers that a second judgement found harmful too."), j => j.HarmConfirmed),
        (Gauge("plimsoll_judge_queue_depth", "Answers that wait to be judged."), j => j.Waiting),
        (Gauge("plimsoll_judge_calls_in_flight", "Calls under way."), j => j.InFlight),
        (Gauge("plimsoll_judge_lag_seconds", "Age of the oldest answer that waits to be judged.", "seconds"), j => j.LagSeconds),
        (Gauge("plimsoll_judge_sample_ratio", "Share of the answers that is judged, 0 to 1.", "ratio"), j => j.SampleRate),
        (Gauge("plimsoll_judge_circuit_open", "1 while a judge that does not answer is left alone."), j => j.CircuitOpen ? 1 : 0),
        (Gauge("plimsoll_judge_parked", "1 while no call begins for want of budget or quota, or since the judge asked for patience."), j => j.ParkedFor is null ? 0 : 1),
        (Gauge("plimsoll_judge_held_for_tenant_budget", "Answers that wait until their tenant's budget has room again."), j => j.WaitingForTenantBudget),
        (Gauge("plimsoll_judge_budget_left_calls", "Calls left of the UTC day's budget."), j => j.CallsLeft),
        (Gauge("plimsoll_judge_budget_left_tokens", "Tokens left of the UTC day's budget.", "tokens"), j => j.TokensLeft),
        (Gauge("plimsoll_judge_budget_left_dollars", "Dollars left of the UTC day's budget.", "dollars"), j => j.DollarsLeft),
    ];

    private static readonly IReadOnlyList<(MetricFamily Family, Func<QualityScoreView, double> Value)> Scores =
        [(Score, s => s.Mean), (Lower, s => s.Lower), (Upper, s => s.Upper), (Judged, s => s.Judged)];

    /// <summary>Null is left out.</summary>
    private static readonly IReadOnlyList<(MetricFamily Family, Func<JudgeAgreementView, double?> Value)> Agreement =
    [
        (Gauge("plimsoll_judge_agreement_alpha", "Agreement of the judge with people, Krippendorff's alpha."), a => a.Alpha),
        (Gauge("plimsoll_judge_agreement_alpha_lower", "Lower bound of the agreement at 95%."), a => a.Lower),
        (Gauge("plimsoll_judge_agreement_alpha_upper", "Upper bound of the agreement at 95%."), a => a.Upper),
        (Gauge("plimsoll_judge_verbosity_correlation", "Rank correlation of the judge's scores with the length of answers, given what people said of them."), a => a.Verbosity),
        (Gauge("plimsoll_judge_quarantined", "1 where people disagree with the judge so much that its scores feed no alert."), a => a.Quarantined ? 1 : 0),
    ];

    /// <summary>Begins one family after the other; each action writes one component's samples of it.</summary>
    public static IEnumerable<Action<ExposedComponent>> Writers(IExpositionWriter writer)
    {
        foreach (var (family, value) in Scores)
        {
            writer.Begin(family);
            yield return c =>
            {
                foreach (var score in c.Metrics.Quality)
                    writer.Sample(c.Labels, value(score), Labels(score));
            };
        }
        foreach (var (family, value) in Agreement)
        {
            writer.Begin(family);
            yield return c =>
            {
                foreach (var of in c.Metrics.Agreement)
                {
                    if (value(of) is { } known)
                        writer.Sample(c.Labels, known, LabelSet.Of(("dimension", of.Dimension), ("model_version", of.ModelVersion)));
                }
            };
        }
        writer.Begin(Judgements);
        yield return c =>
        {
            foreach (var (end, reason, count) in c.Metrics.Judge?.Ended ?? [])
                writer.Sample(c.Labels, count, LabelSet.Of(("end", end), ("reason", reason)));
        };
        foreach (var (family, value) in Scalars)
        {
            writer.Begin(family);
            yield return c =>
            {
                if (c.Metrics.Judge is { } judge && value(judge) is { } known)
                    writer.Sample(c.Labels, known);
            };
        }
    }

    private static LabelSet Labels(QualityScoreView score) => LabelSet.Of(
        ("dimension", score.Dimension), ("rubric", score.Rubric), ("evaluator", score.Evaluator), ("model_version", score.ModelVersion));

    private static MetricFamily Counter(string name, string help, string? unit = null) => new(name, MetricType.Counter, help, unit);

    private static MetricFamily Gauge(string name, string help, string? unit = null) => new(name, MetricType.Gauge, help, unit);
}
