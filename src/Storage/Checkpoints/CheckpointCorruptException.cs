namespace Plimsoll.Storage.Checkpoints;

/// <summary>Stored bytes fail their checksum or do not parse; the message names file or item and place.</summary>
public sealed class CheckpointCorruptException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The block that is lost; null when it is the head, and all of the checkpoint with it.</summary>
    public string? Block { get; init; }
}
