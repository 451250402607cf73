using Plimsoll.Components.Views;

namespace Plimsoll.Components;

/// <summary>The side of an inference component that judging works on.</summary>
public interface IJudgedComponent
{
    /// <summary>
    /// Begins calls for answers whose texts the asking gateway holds. They are in a committed checkpoint when they are
    /// handed out, and stay charged whatever becomes of them.
    /// </summary>
    Task<JudgeWork> TakeJudgementsAsync(JudgeTake take);

    /// <summary>Files what calls came to; committed when it returns true. False: not yet saved, report again.</summary>
    Task<bool> ReportJudgementsAsync(JudgeReportSet reports);

    /// <summary>Files what people said of answers that were judged; null when it could not be committed: send it again.</summary>
    Task<AnnotationReceipt?> AnnotateAsync(AnnotationSet set);

    Task<QualityView> GetQualityAsync();

    Task<VerdictSet> GetVerdictsAsync(VerdictQuery query);
}

/// <summary>The port to wherever judged components live.</summary>
public interface IJudgedComponents
{
    IJudgedComponent FindJudged(string component);
}
