namespace Plimsoll.Gateway.Interactions.Index;

/// <summary>Entries that stand together in a segment, and what one of them could be found by.</summary>
/// <param name="Offset">Where the first of them begins in the segment's file.</param>
/// <param name="End">First byte after the last of them.</param>
/// <param name="FirstSequence">Sequence of the first.</param>
/// <param name="LastSequence">Sequence of the last.</param>
/// <param name="OldestMs">Oldest event time of their requests, Unix milliseconds.</param>
/// <param name="NewestMs">Newest event time of their requests.</param>
/// <param name="Spans">Where the block's components begin in <see cref="BlockTable.Spans"/>.</param>
/// <param name="SpanCount">How many there are; with more than <see cref="BlockTable.MaxSpans"/> a single one stands for all.</param>
internal readonly record struct IndexBlock(
    long Offset, long End, long FirstSequence, long LastSequence, long OldestMs, long NewestMs, int Spans, int SpanCount);

/// <summary>What a block holds of one component.</summary>
/// <param name="Name">Index of its name; <see cref="Every"/> stands for any component.</param>
/// <param name="SlowestMs">Longest total latency, rounded up; 0 where none was reported.</param>
internal readonly record struct ComponentSpan(int Name, Traits Traits, float SlowestMs)
{
    public const int Every = -1;
}
