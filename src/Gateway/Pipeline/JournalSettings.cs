using Plimsoll.Configuration;
using Plimsoll.Storage.Journal;

namespace Plimsoll.Gateway.Pipeline;

/// <summary>Opens the journal; a test may do so on a disk of its own.</summary>
internal delegate SegmentLog OpenJournal(SegmentLogOptions options, TimeProvider time);

/// <summary>
/// What the options mean for the journal. Ids are remembered across a restart as far as the journal still holds
/// their entries: time alone never cuts those within the deduplication window, its bound in bytes may.
/// </summary>
internal static class JournalSettings
{
    /// <summary>Of the data directory.</summary>
    public const string Folder = "journal";

    public static SegmentLogOptions Of(PlimsollOptions options) => new()
    {
        Directory = Path.Combine(options.DataDirectory, Folder),
        SegmentBytes = options.Journal.SegmentBytes,
        MaxBytes = options.Journal.MaxBytes,
        Retention = Longer(options.Journal.Retention, options.Ingest.DedupWindow),
        MaxEntryBytes = MaxEntryBytes(options.Ingest),
    };

    /// <summary>An entry is smaller than the JSON or protobuf that it was decoded from, so this holds every request.</summary>
    private static int MaxEntryBytes(IngestOptions ingest) => (int)long.Min(ingest.MaxDecompressedBytes, 1L << 30);

    private static TimeSpan Longer(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
