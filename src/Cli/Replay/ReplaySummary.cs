using System.Globalization;

namespace Plimsoll.Cli.Replay;

/// <summary>The words around a replay.</summary>
internal sealed class ReplaySummary(ReplayOptions options, TraceOutline outline, ReplayIdentity identity)
{
    public string Opening() => string.Create(
        CultureInfo.InvariantCulture,
        $"{options.File.Name}: {outline.Readable:N0} records over {TimeSpan.FromSeconds(Math.Round(outline.Length.TotalSeconds)):c} to {options.Target}, moved by {identity.ShiftMinutes} minutes");

    public static IEnumerable<string> Closing(ReplayTotals totals, TimeSpan took)
    {
        yield return Line("sent", totals.Sent);
        yield return Line("accepted", totals.Accepted);
        yield return Line("duplicates", totals.Duplicates);
        yield return Line("rejected", totals.RejectedCount);
        foreach (var (reason, count) in totals.Rejected.OrderByDescending(r => r.Value).ThenBy(r => r.Key, StringComparer.Ordinal))
            yield return Line("  " + reason, count);
        yield return Line("not delivered", totals.NotDelivered);
        yield return Line("retries", totals.Retries);
        yield return string.Create(CultureInfo.InvariantCulture, $"{"seconds",-16}{took.TotalSeconds,14:N2}");
        yield return Line("records/s", took > TimeSpan.Zero ? (long)(totals.Sent / took.TotalSeconds) : totals.Sent);
    }

    public string Stopped(string problem) =>
        $"stopped: {problem}\nTo go on without counting a record twice, run the same command again with --shift {identity.ShiftMinutes} "
        + "while the gateway remembers the ids (10 minutes by default).";

    private static string Line(string name, long value) => string.Create(CultureInfo.InvariantCulture, $"{name,-16}{value,14:N0}");
}
