using Plimsoll.Components.History;

namespace Plimsoll.Components.Saving;

/// <summary>What the names of a state's blocks tell of its history.</summary>
public static class StoredHistory
{
    /// <summary>End of the oldest minute or hour that a block holds, Unix milliseconds; null when there is none.</summary>
    public static long? OldestEndMs(IEnumerable<string> names) => names.Select(EndMs).Min();

    private static long? EndMs(string name) => BlockName.Parse(name) switch
    {
        { Kind: BlockKind.Minute, Index: var minute } => (minute + 1) * Clock.MinuteMs,
        { Kind: BlockKind.Hour, Index: var hour } => (hour + 1) * Clock.HourMs,
        _ => null,
    };
}
