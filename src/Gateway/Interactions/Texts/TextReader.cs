using Plimsoll.Gateway.Hosting.Access;
using Plimsoll.Gateway.Interactions.Search;

namespace Plimsoll.Gateway.Interactions.Texts;

/// <summary>Finds texts for a caller, and writes down that it did before it hands them out.</summary>
internal sealed class TextReader(TextStore store, TextAudit audit, TextEvents events) : IDisposable
{
    private const int Concurrent = 1;
    private const int Waiting = 16;

    private readonly SemaphoreSlim _turns = new(Concurrent);
    private int _inside;

    /// <param name="requestId">Or null, with a trace id.</param>
    /// <param name="via">api or console.</param>
    public async Task<TextAnswer> ReadAsync(HttpContext context, string? requestId, string? traceId, string via)
    {
        var answer = await FindAsync(new InteractionQuery { RequestId = requestId, TraceId = traceId }, context.RequestAborted);
        if (answer.Rows.Count > 0 && !audit.Write(Entry(Caller.Of(context), requestId, traceId, via, answer.Rows)))
            answer = new TextAnswer([], TextOutcome.NotAudited);
        events.Read(answer.Outcome.ToString().ToLowerInvariant());
        return answer;
    }

    public void Dispose() => _turns.Dispose();

    private async Task<TextAnswer> FindAsync(InteractionQuery query, CancellationToken cancellation)
    {
        if (Interlocked.Increment(ref _inside) > Concurrent + Waiting)
        {
            Interlocked.Decrement(ref _inside);
            return new TextAnswer([], TextOutcome.Busy);
        }
        try
        {
            await _turns.WaitAsync(cancellation);
            try
            {
                return store.Find(query, InteractionLog.MaxScannedBytes) is { } result ? Answer(result) : new TextAnswer([], TextOutcome.NotReady);
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

    private static TextAnswer Answer(SearchResult result)
    {
        var rows = result.Found.Where(f => f.Record.Texts is not null).ToList();
        return new TextAnswer(rows, rows.Count > 0 ? TextOutcome.Found : result.Truncated ? TextOutcome.Incomplete : TextOutcome.NotKept);
    }

    private static TextRead Entry(Caller caller, string? requestId, string? traceId, string via, IReadOnlyList<Interaction> rows) => new(
        caller.Name, caller.KeyId, via, requestId, traceId, [.. rows.Select(r => r.Record.Component).Distinct()], rows.Count);
}

/// <param name="Rows">Newest first; none unless found.</param>
internal sealed record TextAnswer(IReadOnlyList<Interaction> Rows, TextOutcome Outcome);

internal enum TextOutcome
{
    Found,

    /// <summary>The request is none of the sample, came without texts or is past the retention.</summary>
    NotKept,

    /// <summary>Not everything was looked at yet.</summary>
    Incomplete,

    /// <summary>The store is not open.</summary>
    NotReady,

    Busy,

    /// <summary>The audit log took nothing.</summary>
    NotAudited,
}
