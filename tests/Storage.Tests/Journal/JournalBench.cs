using System.Text;
using Plimsoll.Storage.Journal;
using Plimsoll.Storage.Tests.Faults;
using Plimsoll.Support;

namespace Plimsoll.Storage.Tests.Journal;

/// <summary>A simulated disk, a clock and what tests say about journals.</summary>
internal sealed class JournalBench
{
    public const string Directory = "/journal";

    private const long StartMs = 20_000L * 24 * 60 * 60 * 1000;

    public SimulatedDisk Disk { get; set; } = new();

    public ManualTimeProvider Time { get; } = new(DateTimeOffset.FromUnixTimeMilliseconds(StartMs));

    public long NowMs => Time.GetUtcNow().ToUnixTimeMilliseconds();

    public SegmentLogOptions Options { get; set; } = new() { Directory = Directory };

    public SegmentLog Open() => SegmentLog.Open(Options, Time, Disk);

    public static Task<AppendOutcome> AppendAsync(SegmentLog log, string text, long receivedMs = StartMs) =>
        log.Append(Encoding.UTF8.GetBytes(text), receivedMs).Durable;

    /// <summary>Appends texts one after the other; each has to become durable.</summary>
    public static async Task FillAsync(SegmentLog log, params string[] texts)
    {
        foreach (var text in texts)
            Assert.Equal(AppendOutcome.Durable, await AppendAsync(log, text));
    }

    public static List<string> Texts(SegmentLog log, long from = 1) =>
        [.. log.ReadFrom(from).Select(e => Encoding.UTF8.GetString(e.Payload.Span))];

    public static List<long> Sequences(SegmentLog log, long from = 1) => [.. log.ReadFrom(from).Select(e => e.Sequence)];

    public List<string> SegmentPaths() =>
        [.. Disk.AllFiles().Where(p => p.EndsWith(SegmentName.Extension, StringComparison.Ordinal))];
}
