using System.Diagnostics.Metrics;

namespace Plimsoll.Storage.Journal;

/// <summary>The journal's own measures, as part of the gateway's.</summary>
internal static class JournalInstruments
{
    private static readonly Meter Meter = new("Plimsoll.Gateway");

    public static UpDownCounter<long> Bytes { get; } =
        Meter.CreateUpDownCounter<long>("plimsoll_gateway_journal_bytes", "By", "Bytes of all journal segments.");

    public static Counter<long> AppendedBytes { get; } =
        Meter.CreateCounter<long>("plimsoll_gateway_journal_appended_bytes", "By", "Bytes made durable in the journal.");

    public static Counter<long> RefusedGroups { get; } =
        Meter.CreateCounter<long>("plimsoll_gateway_journal_refused_groups", null, "Commit groups that the disk refused.");

    public static Counter<long> RemovalFailures { get; } =
        Meter.CreateCounter<long>("plimsoll_gateway_journal_removal_failures", null, "Segments that could not be removed or cut.");

    public static Counter<long> DamagedPlaces { get; } =
        Meter.CreateCounter<long>("plimsoll_gateway_journal_damaged_places", null, "Places in the journal found not to verify.");

    public static Histogram<double> CommitSeconds { get; } =
        Meter.CreateHistogram<double>("plimsoll_gateway_journal_commit_seconds", "s", "Time to write a commit group and make it durable.");
}
