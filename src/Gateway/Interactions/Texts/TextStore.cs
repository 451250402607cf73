using System.Buffers;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Hosting;
using Plimsoll.Gateway.Interactions.Index;
using Plimsoll.Gateway.Interactions.Search;
using Plimsoll.Gateway.Judging;
using Plimsoll.Gateway.Pipeline;
using Plimsoll.Storage.Journal;

namespace Plimsoll.Gateway.Interactions.Texts;

/// <summary>
/// Keeps redacted texts in a journal of their own under <c>texts</c> of the data directory, whose segments are deleted as
/// they pass the retention. Nothing waits for its disk: a crash may lose the last texts.
/// </summary>
internal sealed class TextStore(
    PlimsollOptions options, IHashKey key, InteractionEvents indexEvents, TextEvents events, JudgeRota rota, TimeProvider time) : BackgroundService, ITextSink
{
    private const long SegmentBytes = 16 << 20;
    private const int MostRows = 20;
    private static readonly TimeSpan CutInterval = TimeSpan.FromMinutes(1);

    private readonly RowKeys _keys = new(key.Hash);
    private readonly string _directory = Path.Combine(options.DataDirectory, "texts");
    private readonly IndexShelf _shelf = new(Path.Combine(options.DataDirectory, "texts", "index"), new RowKeys(key.Hash), indexEvents);
    private SegmentLog? _log;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        Volatile.Write(ref _log, SegmentLog.Open(Settings(), time));
        return base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (Interlocked.Exchange(ref _log, null) is { } log)
            await log.DisposeAsync();
    }

    /// <summary>The journal of the texts; null while it is not open.</summary>
    public SegmentLog? Log => Volatile.Read(ref _log);

    /// <summary>Gives up the index of a segment whose texts have changed.</summary>
    public void Forget(LogSegment segment) => _shelf.Forget(segment);

    public void Keep(KeptTexts texts, long receivedMs)
    {
        events.Lost(texts.Dropped, "too_many");
        if (texts.Count == 0)
            return;
        if (Volatile.Read(ref _log) is not { } log)
        {
            events.Lost(texts.Count, "not_open");
            return;
        }
        var entry = new ArrayBufferWriter<byte>();
        texts.WriteTo(entry);
        foreach (var component in texts.Components)
            rota.Note(component);
        _ = FollowAsync(log.Append(entry.WrittenSpan, receivedMs).Durable, texts.Count);
    }

    /// <summary>Texts of a request or of a trace, newest first, none past the retention; null while the store is not open.</summary>
    public SearchResult? Find(InteractionQuery query, long maxScannedBytes)
    {
        if (Volatile.Read(ref _log) is not { } log)
            return null;
        var result = new LogSearch(log, _shelf, _keys, new ScanBudget(maxScannedBytes)).Run(query with { Limit = MostRows });
        var oldest = (time.GetUtcNow() - options.Privacy.TextRetention).ToUnixTimeMilliseconds();
        return result with { Found = [.. result.Found.Where(f => f.ReceivedMs >= oldest)] };
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(CutInterval, time);
        do
        {
            if (Volatile.Read(ref _log) is not { } log)
                return;
            log.RemoveCovered(log.LastSequence + 1);
            _shelf.Sweep(log.Segments());
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>A segment takes entries for a 24th of the journal's retention, and goes when its newest is past it.</summary>
    private SegmentLogOptions Settings() => new()
    {
        Directory = _directory,
        SegmentBytes = SegmentBytes,
        MaxBytes = options.Privacy.MaxTextBytes,
        Retention = options.Privacy.TextRetention * (24 / 25d),
        MaxEntryBytes = 2 * KeptTexts.MaxBytes,
        MaxPendingBytes = 2 * KeptTexts.MaxBytes,
    };

    private async Task FollowAsync(Task<AppendOutcome> durable, int requests)
    {
        var outcome = await durable;
        if (outcome == AppendOutcome.Durable)
            events.Kept(requests);
        else
            events.Lost(requests, Reason(outcome));
    }

    private static string Reason(AppendOutcome outcome) => outcome switch
    {
        AppendOutcome.Full => "full",
        AppendOutcome.Busy => "busy",
        AppendOutcome.DiskRefused => "disk_refused",
        AppendOutcome.Closed => "stopping",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
    };
}
