namespace Plimsoll.Storage.Files;

/// <summary>A data directory is held by another owner; the message names it.</summary>
public sealed class DirectoryInUseException(string directory, Exception? inner = null)
    : Exception($"The directory {directory} is in use by another process; one process at a time may own it", inner);
