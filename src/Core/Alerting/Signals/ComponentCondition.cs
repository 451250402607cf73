namespace Plimsoll.Alerting.Signals;

/// <summary>What a component itself knows of how it stands; rules name each in snake case, such as <c>failing()</c>.</summary>
public enum ComponentCondition
{
    /// <summary>Success under 10% over 2 minutes with at least 20 requests.</summary>
    Failing,

    /// <summary>No request for 3 minutes after at least 1 a second, and not on purpose.</summary>
    Silent,

    /// <summary>A second judgement confirmed that an answer was harmful.</summary>
    HarmConfirmed,

    /// <summary>A judgement or a client's own filter found an answer harmful, and none confirmed it yet.</summary>
    HarmSuspected,

    /// <summary>The lower bound of the share of hallucinated answers is above 5%.</summary>
    HallucinationAbove,

    /// <summary>The composite score of today is below that of the days before, beyond what sampling explains.</summary>
    QualityBelow,

    /// <summary>A golden set scores lower than at its reference, by more than it may.</summary>
    GoldenRegressed,

    /// <summary>People disagree with the judge so much that its scores of a dimension feed no alert.</summary>
    JudgeQuarantined,

    /// <summary>The judge scores its fixed set otherwise than before: it is no longer the same judge.</summary>
    JudgeChanged,

    /// <summary>The composite of several families reaches P1.</summary>
    CompositeP1,

    /// <summary>The composite of several families reaches P2.</summary>
    CompositeP2,

    /// <summary>Exactly one family breaches.</summary>
    CompositeP3,
}
