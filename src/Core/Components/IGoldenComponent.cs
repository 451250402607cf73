using Plimsoll.Components.Views;

namespace Plimsoll.Components;

/// <summary>The side of an inference component that keeps what golden sets found.</summary>
public interface IGoldenComponent
{
    /// <summary>Files a run of a set; a slot is filed once. Null when it could not be committed: send it again.</summary>
    Task<GoldenReceipt?> FileGoldenRunAsync(GoldenFiling filing);

    /// <summary>Takes what the set finds next for what it should find; null when it could not be committed: ask again.</summary>
    Task<GoldenReceipt?> AcceptGoldenAsync(string set);

    Task<GoldenView> GetGoldenAsync();
}

/// <summary>The port to wherever components live.</summary>
public interface IGoldenComponents
{
    IGoldenComponent FindGolden(string component);
}
