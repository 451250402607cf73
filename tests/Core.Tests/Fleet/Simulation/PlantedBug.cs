namespace Plimsoll.Core.Tests.Fleet.Simulation;

/// <summary>Mistakes that the simulation must find.</summary>
public enum PlantedBug
{
    None,

    /// <summary>The store takes a commit that follows an older version.</summary>
    CommitUnfenced,

    /// <summary>A silo keeps its state after a conflict and writes it over the other's.</summary>
    BlindRetryAfterConflict,

    /// <summary>A silo reports as saved what it has only applied.</summary>
    AppliedCalledSaved,

    /// <summary>A silo applies a batch although it has not the one before.</summary>
    PredecessorIgnored,

    /// <summary>A gateway gives a batch a new sequence when it delivers it again.</summary>
    NewSequenceForARetry,

    /// <summary>A gateway cuts its journal behind what was acknowledged.</summary>
    JournalCutAtAcknowledged,

    /// <summary>A gateway never asks whether a component still has what it acknowledged.</summary>
    LossNeverNoticed,

    /// <summary>A lease is written whatever the store holds.</summary>
    LeaseWrittenUnconditionally,

    /// <summary>A new holder goes on with the token of the one before.</summary>
    TokenNotRaised,

    /// <summary>A holder believes in its lease until it is told otherwise.</summary>
    LeaseNeverExpires,

    /// <summary>A holder counts its lease from the answer of the store.</summary>
    LeaseCountedFromTheAnswer,

    /// <summary>Who takes work does not look at the token.</summary>
    FenceOpen,

    /// <summary>The fleet's budget is written whatever the store holds.</summary>
    FundsWrittenUnconditionally,

    /// <summary>A judge is asked before the call is saved.</summary>
    CallBeforeItIsSaved,

    /// <summary>A slice is reported before it is saved that it is closed.</summary>
    SliceReportedBeforeItIsSaved,
}
