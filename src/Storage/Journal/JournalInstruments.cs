using System.Diagnostics.Metrics;
using Plimsoll.Storage.Files;

namespace Plimsoll.Storage.Journal;

/// <summary>The journal's own measures, as part of the gateway's.</summary>
internal static class JournalInstruments
{
    private static readonly Meter Meter = new("Plimsoll.Gateway");
    private static readonly Counter<long> RefusedCommits =
        Meter.CreateCounter<long>("plimsoll_gateway_journal_refused_commits_total", null, "Commits that the disk refused, by reason.");

    public static Counter<long> AppendedBytes { get; } =
        Meter.CreateCounter<long>("plimsoll_gateway_journal_appended_bytes_total", "bytes", "Bytes made durable in the journal.");

    public static Counter<long> RemovalFailures { get; } =
        Meter.CreateCounter<long>("plimsoll_gateway_journal_removal_failures_total", null, "Segments that could not be removed or cut.");

    public static Counter<long> DamagedPlaces { get; } =
        Meter.CreateCounter<long>("plimsoll_gateway_journal_damaged_places_total", null, "Times that reading the journal met bytes that do not verify.");

    public static Histogram<double> CommitSeconds { get; } =
        Meter.CreateHistogram<double>("plimsoll_gateway_journal_commit_seconds", "s", "Time to write a commit group and make it durable.");

    public static void Refused(Exception failure) =>
        RefusedCommits.Add(1, new KeyValuePair<string, object?>("reason", DiskFailure.Reason(failure)));
}
