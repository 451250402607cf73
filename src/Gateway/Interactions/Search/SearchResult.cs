namespace Plimsoll.Gateway.Interactions.Search;

/// <param name="Next">Where a further call goes on; null when everything was looked at.</param>
/// <param name="Truncated">Whether the bound on bytes ended the call before its limit of rows did.</param>
internal sealed record SearchResult(IReadOnlyList<Interaction> Found, Position? Next, bool Truncated, long ScannedBytes);
