namespace Plimsoll.Quality.Golden;

/// <summary>A model that answers questions. Whatever happens comes back as a value; only cancellation is an exception.</summary>
public interface IModelEndpoint
{
    /// <summary>For reports, for example <c>http://127.0.0.1:8000/v1 judge-7b</c>.</summary>
    string Name { get; }

    /// <param name="system">Null for none.</param>
    Task<ModelReply> AskAsync(string? system, string prompt, CancellationToken cancellation);
}

/// <summary>What a model said.</summary>
public abstract record ModelReply
{
    private ModelReply() { }

    public sealed record Answered(string Text, TimeSpan Latency) : ModelReply;

    /// <param name="Reason">A word for a report.</param>
    /// <param name="MayRetry">Whether another attempt may succeed.</param>
    /// <param name="RetryAfter">As the server asked; null where it did not.</param>
    public sealed record Failed(string Reason, bool MayRetry, TimeSpan? RetryAfter) : ModelReply;
}
