using Plimsoll.Gateway.Hosting;
using Plimsoll.Gateway.Interactions.Index;
using Plimsoll.Gateway.Interactions.Search;
using Plimsoll.Gateway.Pipeline;
using Plimsoll.Storage.Journal;

namespace Plimsoll.Gateway.Interactions;

/// <summary>Looks requests up in the journal. A few searches run at a time, each within a bound of bytes; more wait, too many are refused.</summary>
internal sealed class InteractionLog(JournalHandle journal, IndexShelf shelf, IHashKey key, InteractionEvents events) : IDisposable
{
    /// <summary>Bytes of the journal that one call reads at most, and one block more.</summary>
    public const long MaxScannedBytes = 128L << 20;

    private const int Concurrent = 2;
    private const int Waiting = 16;

    private readonly SemaphoreSlim _turns = new(Concurrent);
    private readonly RowKeys _keys = new(key.Hash);
    private int _inside;

    /// <summary>Requests that a query wants, newest first.</summary>
    public Task<LogAnswer<SearchResult>> SearchAsync(InteractionQuery query, CancellationToken cancellation) => query.Judged
        ? Task.FromResult(new LogAnswer<SearchResult>(new SearchResult([], null, false, 0)))
        : RunAsync(log => new LogSearch(log, shelf, _keys, new ScanBudget(MaxScannedBytes)).Run(query), r => (r.ScannedBytes, r.Truncated), cancellation);

    /// <summary>Everything under one request id.</summary>
    public Task<LogAnswer<RequestTrail>> TrailAsync(string requestId, CancellationToken cancellation) =>
        RunAsync(log => new TrailSearch(log, shelf, _keys, new ScanBudget(MaxScannedBytes)).Run(requestId), t => (t.ScannedBytes, t.Truncated), cancellation);

    /// <summary>The request at a place of the log, or none when it is no longer there.</summary>
    public Task<LogAnswer<IReadOnlyList<Interaction>>> AtAsync(Position position, CancellationToken cancellation) =>
        RunAsync(log => PlacedRow.Read(log, position), _ => (0, false), cancellation);

    public void Dispose() => _turns.Dispose();

    private async Task<LogAnswer<T>> RunAsync<T>(Func<SegmentLog, T> work, Func<T, (long, bool)> measure, CancellationToken cancellation) where T : class
    {
        if (journal.Log is not { } log)
            return Refuse<T>(LogRefusal.NotReady, "not_ready");
        if (Interlocked.Increment(ref _inside) > Concurrent + Waiting)
        {
            Interlocked.Decrement(ref _inside);
            return Refuse<T>(LogRefusal.Busy, "busy");
        }
        try
        {
            await _turns.WaitAsync(cancellation);
            try
            {
                var result = work(log);
                var (scanned, truncated) = measure(result);
                events.Answered(scanned, truncated);
                return new LogAnswer<T>(result);
            }
            finally
            {
                _turns.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _inside);
        }
    }

    private LogAnswer<T> Refuse<T>(LogRefusal refusal, string reason) where T : class
    {
        events.Refused(reason);
        return new LogAnswer<T>(null, refusal);
    }
}

/// <summary>Why the log was not looked into.</summary>
public enum LogRefusal
{
    None,

    /// <summary>The journal is not open yet.</summary>
    NotReady,

    /// <summary>Too many searches at once.</summary>
    Busy,
}

/// <param name="Value">Null exactly when refused.</param>
internal readonly record struct LogAnswer<T>(T? Value, LogRefusal Refusal = LogRefusal.None) where T : class;
