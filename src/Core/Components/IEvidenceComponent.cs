using Plimsoll.Components.Views;

namespace Plimsoll.Components;

/// <summary>The side of an inference component that reports work on.</summary>
public interface IEvidenceComponent
{
    /// <summary>What is kept of its days.</summary>
    Task<EvidenceSet> GetEvidenceAsync(EvidenceQuery query);
}

/// <summary>The port to wherever components live.</summary>
public interface IEvidenceComponents
{
    IEvidenceComponent FindEvidence(string component);
}
