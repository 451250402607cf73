namespace Plimsoll.Gateway.Pipeline;

/// <summary>Where decoders hand over what they accepted. "Submitted" means deduplicated, journalled and durable.</summary>
public interface IIngestPipeline
{
    IngestBatch Rent();

    /// <summary>
    /// Null when there is room; otherwise how long the client should wait (answer 429). Asked before a body is read.
    /// </summary>
    TimeSpan? Overloaded();

    /// <summary>
    /// False when the component is new and the bound on components is reached: the row is rejected with code
    /// <c>too_many_components</c>.
    /// </summary>
    bool Admits(string component);

    /// <summary>Completes after the fsync that covers the batch (and whatever its duplicates repeat). Returns the batch to the pool.</summary>
    /// <param name="receivedMs">Receive time, Unix milliseconds.</param>
    ValueTask<SubmitResult> SubmitAsync(IngestBatch batch, long receivedMs);

    /// <summary>Gives a batch back unsubmitted.</summary>
    void Return(IngestBatch batch);
}

/// <summary>What became of a submitted batch.</summary>
public abstract record SubmitResult
{
    private SubmitResult() { }

    /// <summary>Durable: answer 200.</summary>
    public sealed record Accepted(int Count, int Duplicates) : SubmitResult;

    /// <summary>The journal or its disk took not all of the batch: answer 503 with Retry-After. What it did take is known by its ids when the client sends it again.</summary>
    public sealed record Unavailable(string Reason, TimeSpan RetryAfter) : SubmitResult;
}
