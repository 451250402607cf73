namespace Plimsoll.Components;

/// <summary>Blocks of a saved state that could not be read: what they held is left out.</summary>
/// <param name="Names">Of the blocks that the head names.</param>
/// <param name="Stored">Names of all blocks that the store has with the head, lost or not.</param>
public sealed record LostBlocks(IReadOnlySet<string> Names, IReadOnlyCollection<string> Stored);
