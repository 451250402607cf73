using System.Globalization;

namespace Plimsoll.Cli.Replay;

/// <summary>
/// How one replay names and dates its records. Ids follow from the file's content, the row and the shift, so the
/// same replay repeated is recognised as a duplicate, and one at another time counts.
/// </summary>
/// <param name="Component">Null keeps the record's own.</param>
internal sealed record ReplayIdentity(string FileHash, long ShiftMinutes, string? Component)
{
    private const int MaxRequestId = 256;
    private const long MinuteMs = 60_000;

    private string Suffix => string.Create(CultureInfo.InvariantCulture, $"{FileHash[..16]}.{ShiftMinutes}");

    public long Move(long timestampMs) => timestampMs + (ShiftMinutes * MinuteMs);

    public string RequestId(long row) => string.Create(CultureInfo.InvariantCulture, $"replay.{Suffix}.{row}");

    /// <summary>Keeps the recorded id in front, so that the file's own repeats stay repeats; too long an id is replaced.</summary>
    public string RequestId(string recorded, long row) =>
        $"{recorded}~{Suffix}" is { Length: <= MaxRequestId } id ? id : RequestId(row);

    /// <summary>
    /// Whole minutes that bring the last event into the minute before <paramref name="end"/>: never into the future,
    /// and every event keeps its second of the minute.
    /// </summary>
    public static long ShiftTo(DateTimeOffset end, long lastMs) =>
        (long)Math.Floor((end.ToUnixTimeMilliseconds() - lastMs) / (double)MinuteMs);
}
