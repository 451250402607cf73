using Plimsoll.Configuration;
using Plimsoll.Storage.Journal;

namespace Plimsoll.Gateway.Pipeline;

internal static class JournalSettings
{
    public static SegmentLogOptions Of(PlimsollOptions options) => new()
    {
        Directory = Path.Combine(options.DataDirectory, "journal"),
        SegmentBytes = options.Journal.SegmentBytes,
        MaxBytes = options.Journal.MaxBytes,
        Retention = options.Journal.Retention,
        MaxEntryBytes = MaxEntryBytes(options.Ingest),
    };

    /// <summary>An entry is smaller than the JSON or protobuf that it was decoded from, so this holds every request.</summary>
    private static int MaxEntryBytes(IngestOptions ingest) => (int)long.Min(ingest.MaxDecompressedBytes, 1L << 30);
}
