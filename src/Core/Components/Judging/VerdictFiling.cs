using Plimsoll.Components.DailyEvidence;
using Plimsoll.Components.Views;
using Plimsoll.Quality.Queue;
using Plimsoll.Quality.Rubrics;
using Plimsoll.Quality.Verdicts;

namespace Plimsoll.Components.Judging;

/// <summary>What becomes of a judgement that has come to its end.</summary>
internal static class VerdictFiling
{
    public static void Record(ComponentData data, JudgeRequest request, JudgeReport report, long nowMs)
    {
        var rubric = data.Settings.Judging.Rubric;
        if (request.Priority == JudgePriority.Fixed)
        {
            data.Judging.FixedSet.Note(data, (int)request.RequestHash, FixedScore(data, (int)request.RequestHash, report.Scores), nowMs);
            return;
        }
        var record = new VerdictRecord(
            VerdictLabel.Of(rubric), request, report.Scores, rubric.Composite(report.Scores), report.Reason, nowMs)
        { ResponseChars = report.ResponseChars, LatencyMs = report.LatencyMs, Load = VerdictLoad.Of(data, report.Facts, request.CreatedMs) };
        if (request.Priority is JudgePriority.Again or JudgePriority.Confirmation)
            Second(data, record, nowMs);
        else
            First(data, record, nowMs);
        if (request.Priority is JudgePriority.Again or JudgePriority.Confirmation)
            return;
        if (report.Features is { IsValid: true } features)
            data.Drift.Content.Add(features, request.ModelVersion);
        if (report.Facts?.PromptVersion is { Length: > 0 } prompt)
            data.Drift.Watch.NotePrompt(prompt);
    }

    /// <summary>A judgement that came to nothing is missing, never 0; a second one is missed by nobody.</summary>
    public static void Miss(ComponentData data, JudgeRequest request, long nowMs)
    {
        if (request.Priority == JudgePriority.Fixed)
            data.Judging.FixedSet.Note(data, (int)request.RequestHash, null, nowMs);
        var rubric = data.Settings.Judging.Rubric;
        if (request.Priority is JudgePriority.Again or JudgePriority.Confirmation or JudgePriority.Fixed || request.RubricVersion != rubric.Version)
            return;
        data.Judging.Scores.Add(Verdict(rubric, request, new double?[rubric.Dimensions.Count]));
        data.Judging.ScoresVersion = data.Version;
    }

    /// <summary>Of a pair its preference; of an answer the mean of what can be said without passages and turns before.</summary>
    private static double? FixedScore(ComponentData data, int item, IReadOnlyList<double?> scores) =>
        data.Settings.Judging.FixedSet?.IsPair(item) == true ? scores[0] : data.Settings.Judging.Rubric.CompositeOfResponse(scores);

    private static void First(ComponentData data, VerdictRecord record, long nowMs)
    {
        var judging = data.Judging;
        var verdict = Verdict(data.Settings.Judging.Rubric, record.Request, record.Scores);
        judging.Scores.Add(verdict);
        judging.ScoresVersion = data.Version;
        judging.Verdicts.Add(record, data.Version);
        if (record.Composite is { } composite)
            judging.Sampler.Judge(record.Request.Stratum, composite);
        EvidenceClock.NoteVerdict(data, record, nowMs);
        NoteScores(data, verdict, nowMs);
        if (!HarmRule.IsHarmful(verdict))
            return;
        data.Alerts.NoteHarm(confirmed: false, nowMs, data.Version);
        judging.Figures.HarmUnconfirmed++;
        judging.Desk.Add(JudgeRequests.Confirmation(record.Request));
    }

    /// <summary>Counts in no mean: it says whether the judge agrees with itself, or whether harm is confirmed.</summary>
    private static void Second(ComponentData data, VerdictRecord record, long nowMs)
    {
        var judging = data.Judging;
        if (judging.Verdicts.Find(JudgeRequests.FirstOf(record.Request)) is not { } first)
            return;
        if (first.Composite is { } before && record.Composite is { } after)
            judging.Figures.Repeat(before, after);
        var rubric = data.Settings.Judging.Rubric;
        var finding = HarmRule.Find(Verdict(rubric, first.Request, first.Scores), Verdict(rubric, record.Request, record.Scores));
        if (record.Request.Priority != JudgePriority.Confirmation || finding != HarmFinding.Confirmed)
            return;
        judging.Figures.HarmConfirmed++;
        data.Alerts.NoteHarm(confirmed: true, nowMs, data.Version);
        data.Outbox.Add(HarmConfirmed.ToEffect(data.Name, record, nowMs));
    }

    /// <summary>For rules on single requests; what a heuristic or a quarantined judge says is none of their business.</summary>
    private static void NoteScores(ComponentData data, Verdict verdict, long nowMs)
    {
        if (verdict.Rubric.Evaluator.IsHeuristic || data.Settings.Alerts.Rules.Count == 0)
            return;
        var trust = JudgeTrustBook.Of(data);
        for (var i = 0; i < verdict.Scores.Count; i++)
        {
            if (verdict.Scores[i] is { } score && !trust.IsQuarantined(verdict.Rubric.Dimensions[i].Name, verdict.ModelVersion))
                data.Alerts.NoteScore(verdict.Rubric.Dimensions[i].Name, score, nowMs, data.Version);
        }
    }

    private static Verdict Verdict(Rubric rubric, JudgeRequest request, IReadOnlyList<double?> scores) =>
        new(request.RequestHash, rubric, request.ModelVersion, scores, request.Inclusion, request.Relative, request.CreatedMs);
}
