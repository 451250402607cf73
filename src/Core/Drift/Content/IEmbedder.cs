namespace Plimsoll.Drift.Content;

/// <summary>
/// A model that says where a text lies. One call is one request on the wire. Whatever happens comes back as a value; only
/// cancellation is an exception.
/// </summary>
public interface IEmbedder
{
    /// <summary>Names server and pinned model: vectors of different spaces are never compared.</summary>
    string Space { get; }

    /// <summary>Calls that may be under way at once.</summary>
    int Concurrency { get; }

    /// <param name="text">Redacted.</param>
    Task<EmbeddingReply> EmbedAsync(string text, CancellationToken cancellation);
}

/// <summary>What became of one call.</summary>
public abstract record EmbeddingReply
{
    private EmbeddingReply() { }

    /// <param name="Vector">1 to <see cref="MostDimensions"/> finite numbers.</param>
    public sealed record Embedded(IReadOnlyList<float> Vector) : EmbeddingReply;

    /// <param name="Reason">A metric's label.</param>
    /// <param name="RetryAfter">As the server asks to be left alone; null where it does not.</param>
    public sealed record Missing(string Reason, TimeSpan? RetryAfter = null) : EmbeddingReply;

    /// <summary>No embedding model has more.</summary>
    public const int MostDimensions = 16_384;
}
