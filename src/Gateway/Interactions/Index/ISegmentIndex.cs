namespace Plimsoll.Gateway.Interactions.Index;

/// <summary>Says where in a segment a search has to look. Thread-safe.</summary>
internal interface ISegmentIndex
{
    /// <summary>Blocks that may hold what is wanted, newest first.</summary>
    IReadOnlyList<IndexBlock> Find(BlockQuery query);
}
