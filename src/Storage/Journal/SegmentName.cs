using System.Globalization;

namespace Plimsoll.Storage.Journal;

/// <summary>
/// A segment's file name says its first sequence and its journal, as the header does: entries can be verified
/// even when the header is damaged.
/// </summary>
internal readonly record struct SegmentName(long First, Guid JournalId)
{
    public const string Extension = ".segment";

    private const int Digits = 19;
    private const int IdDigits = 32;

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{First:D19}-{JournalId:N}{Extension}");

    public static bool TryParse(string name, out SegmentName parsed)
    {
        parsed = default;
        if (name.Length != Digits + 1 + IdDigits + Extension.Length
            || !name.EndsWith(Extension, StringComparison.Ordinal)
            || name[Digits] != '-'
            || !long.TryParse(name.AsSpan(0, Digits), NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            || !Guid.TryParseExact(name.AsSpan(Digits + 1, IdDigits), "N", out var id))
            return false;
        parsed = new SegmentName(first, id);
        return true;
    }
}
