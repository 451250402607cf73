namespace Plimsoll.Storage.Journal;

/// <summary>What opening a journal found.</summary>
/// <param name="Segments">Segments found.</param>
/// <param name="Entries">Entries that verified.</param>
/// <param name="CutBytes">Bytes of a torn tail, which the journal leaves out.</param>
/// <param name="Cut">File and byte of the torn tail; null without one.</param>
/// <param name="Problems">One line for each damaged place: file, byte and what is wrong.</param>
/// <param name="NewJournal">Whether the journal id is new.</param>
/// <param name="PreviousJournal">The journal that the directory was last written under, the present one unless it is new; null in an empty directory.</param>
public sealed record RecoveryReport(
    int Segments, long Entries, long CutBytes, string? Cut, IReadOnlyList<string> Problems, bool NewJournal, Guid? PreviousJournal);
