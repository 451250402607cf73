using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Components.History;

/// <summary>When a source was active for one group: from its first to its last event, and five minutes more.</summary>
internal struct Activity
{
    private const long LingerMs = 5 * Clock.MinuteMs;

    /// <summary>0 before the first event.</summary>
    public long FirstMs { get; private set; }

    public long LastMs { get; private set; }

    public readonly bool Any => LastMs > 0;

    public void Note(long atMs)
    {
        FirstMs = Any ? Math.Min(FirstMs, atMs) : atMs;
        LastMs = Math.Max(LastMs, atMs);
    }

    /// <param name="startMs">Inclusive.</param>
    /// <param name="endMs">Exclusive.</param>
    public readonly bool Overlaps(long startMs, long endMs) => Any && FirstMs < endMs && LastMs + LingerMs >= startMs;

    public readonly void Write(StateWriter writer)
    {
        writer.Count(FirstMs);
        writer.Count(LastMs);
    }

    public static Activity Read(ref StateReader reader) => new() { FirstMs = reader.Count(), LastMs = reader.Count() };
}
