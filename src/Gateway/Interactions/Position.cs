using System.Globalization;

namespace Plimsoll.Gateway.Interactions;

/// <summary>
/// A row's place in the log, by which it is addressed and by which the log is ordered: later entries come later, and what
/// one entry brought is ordered by its own time.
/// </summary>
internal readonly record struct Position(long Sequence, long TimestampMs, int Part, int Row) : IComparable<Position>
{
    public int CompareTo(Position other) =>
        (Sequence, TimestampMs, Part, Row).CompareTo((other.Sequence, other.TimestampMs, other.Part, other.Row));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Sequence}.{TimestampMs}.{Part}.{Row}");

    public static bool TryParse(string text, out Position position)
    {
        position = default;
        var parts = text.Split('.');
        if (parts.Length != 4 || !Number(parts[0], out var sequence) || !Number(parts[1], out var timestamp)
            || !Number(parts[2], out var part) || !Number(parts[3], out var row) || part > int.MaxValue || row > int.MaxValue)
            return false;
        position = new Position(sequence, timestamp, (int)part, (int)row);
        return true;
    }

    private static bool Number(string text, out long value) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
