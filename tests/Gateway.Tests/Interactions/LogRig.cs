using System.Buffers;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Plimsoll.Gateway.Interactions;
using Plimsoll.Gateway.Interactions.Index;
using Plimsoll.Gateway.Interactions.Search;
using Plimsoll.Storage.Journal;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Tests.Interactions;

/// <summary>A journal with rows of the test's choice, and the log over it.</summary>
internal sealed class LogRig : IAsyncDisposable
{
    public const long StartMs = 1_790_000_000_000;

    public static readonly KeyedHash Hash = new("0123456789abcdef"u8);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("plimsoll-log-");
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    public LogRig(long segmentBytes = 64 << 20)
    {
        Log = SegmentLog.Open(new SegmentLogOptions { Directory = Path.Combine(_directory.FullName, "journal"), SegmentBytes = segmentBytes }, TimeProvider.System);
        Shelf = NewShelf();
    }

    public SegmentLog Log { get; }

    public IndexShelf Shelf { get; private set; }

    public static RowKeys Keys => new(Hash);

    public string IndexDirectory => Path.Combine(_directory.FullName, "interactions");

    public string[] IndexFiles => Directory.Exists(IndexDirectory) ? Directory.GetFiles(IndexDirectory) : [];

    /// <summary>Forgets what is in memory, as a restart does.</summary>
    public void Restart() => Shelf = NewShelf();

    public SearchResult Search(InteractionQuery query, long budget = long.MaxValue) =>
        new LogSearch(Log, Shelf, Keys, new ScanBudget(budget)).Run(query);

    public RequestTrail Trail(string requestId, long budget = long.MaxValue) =>
        new TrailSearch(Log, Shelf, Keys, new ScanBudget(budget)).Run(requestId);

    /// <summary>One journal entry of records, feedback and outcomes; a part for each component, in the order of first mention.</summary>
    public async Task AppendAsync(params object[] rows)
    {
        var writers = new List<(string Component, RecordBatchWriter Writer)>();
        foreach (var row in rows)
            Add(writers, row);
        var parts = new List<JournalPart>();
        foreach (var (component, writer) in writers)
        {
            var batch = new ArrayBufferWriter<byte>();
            writer.WriteTo(batch);
            parts.Add(new JournalPart(component, batch.WrittenMemory));
        }
        var entry = new ArrayBufferWriter<byte>();
        JournalEntry.Write(entry, parts, []);
        Assert.Equal(AppendOutcome.Durable, await Log.Append(entry.WrittenSpan, StartMs).Durable);
    }

    public async ValueTask DisposeAsync()
    {
        await Log.DisposeAsync();
        await _services.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    private static void Add(List<(string Component, RecordBatchWriter Writer)> writers, object row)
    {
        var component = row switch { InferenceRecord r => r.Component, Feedback f => f.Component, Outcome o => o.Component, ScoreSample s => s.Component, _ => throw new ArgumentException($"{row}") };
        if (writers.Find(w => w.Component == component).Writer is not { } writer)
            writers.Add((component, writer = new RecordBatchWriter()));
        switch (row)
        {
            case InferenceRecord record: writer.Add(record); break;
            case Feedback feedback: writer.Add(feedback); break;
            case Outcome outcome: writer.Add(outcome); break;
            case ScoreSample score: writer.Add(score); break;
        }
    }

    private IndexShelf NewShelf() =>
        new(IndexDirectory, Keys, new InteractionEvents(_services.GetRequiredService<IMeterFactory>(), NullLogger<InteractionEvents>.Instance));
}
