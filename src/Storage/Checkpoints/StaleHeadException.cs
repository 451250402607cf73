namespace Plimsoll.Storage.Checkpoints;

/// <summary>Another writer has replaced a block since the head was read: read the head again.</summary>
public sealed class StaleHeadException(string key, long version)
    : Exception($"'{key}' has gone on from version {version} while its blocks were read");
