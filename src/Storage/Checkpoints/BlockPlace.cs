namespace Plimsoll.Storage.Checkpoints;

/// <summary>Where a block stands: in the file of the version that wrote it.</summary>
internal readonly record struct BlockPlace(long File, long Offset, int Length, uint Checksum);
