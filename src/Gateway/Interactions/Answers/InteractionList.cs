using Plimsoll.Gateway.Interactions.Search;

namespace Plimsoll.Gateway.Interactions.Answers;

/// <summary>Requests that a search found, newest received first.</summary>
/// <param name="Next">The <c>cursor</c> of the next page; null when everything was looked at.</param>
/// <param name="Truncated">True when the call ended at its bound of bytes: there may be more, which <c>next</c> goes on to.</param>
public sealed record InteractionList(IReadOnlyList<InteractionRow> Interactions, string? Next, bool Truncated, long ScannedBytes)
{
    internal static InteractionList Of(SearchResult result) =>
        new([.. result.Found.Select(InteractionRow.Of)], result.Next?.ToString(), result.Truncated, result.ScannedBytes);
}
