namespace Plimsoll.SageMaker.Capture;

/// <summary>Reads objects of a data capture.</summary>
public interface ICaptureStore
{
    /// <summary>Objects that may have changed between two moments, in any order; others may be among them.</summary>
    Task<CloudAnswer<IReadOnlyList<CapturedObject>>> ListAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken);

    /// <summary>What is in an object from a byte on; the caller disposes of it. Reading may throw <see cref="IOException"/>.</summary>
    Task<CloudAnswer<Stream>> OpenAsync(CapturedObject captured, long fromByte, CancellationToken cancellationToken);
}

/// <param name="Key">Path below the capture's place, with slashes.</param>
/// <param name="Modified">Seconds since 1970.</param>
public sealed record CapturedObject(string Key, long Modified, long Bytes)
{
    private const string Suffix = ".jsonl";

    public bool IsCapture => Key.EndsWith(Suffix, StringComparison.Ordinal);
}
