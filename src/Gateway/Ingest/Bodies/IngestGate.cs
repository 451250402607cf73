using Plimsoll.Configuration;
using Plimsoll.Gateway.Hosting;
using Plimsoll.Gateway.Pipeline;

namespace Plimsoll.Gateway.Ingest.Bodies;

/// <summary>Bounds what is in flight: requests, and the bytes of their bodies in memory.</summary>
internal sealed class IngestGate(IngestOptions options, IIngestPipeline pipeline, IEnumerable<IReadiness> readiness)
{
    /// <summary>So many requests in a row must have come one at a time: several clients, too, are between requests now and then.</summary>
    public const int LoneRun = 64;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly IReadiness[] _readiness = [.. readiness];
    // The longest body, as received and decompressed with a byte more to see the end by, always finds room when it is alone.
    private readonly long _maxBytes = options.MaxBodyBytes + Math.Max(options.MaxBodyBytes, options.MaxDecompressedBytes) + 2;
    private int _requests;
    private int _lone = LoneRun;
    private long _bytes;

    /// <summary>Whether there is one client only, for which other processors may be free.</summary>
    public bool IsAlone => Volatile.Read(ref _requests) == 1 && Volatile.Read(ref _lone) >= LoneRun;

    /// <summary>Null when the request may come in; <see cref="Leave"/> must follow.</summary>
    public Refusal? Enter()
    {
        foreach (var part in _readiness)
        {
            if (!part.Ready)
                return new Refusal(StatusCodes.Status503ServiceUnavailable, "not_ready", $"The gateway is starting: {part.Why}.", RetryAfter);
        }
        if (pipeline.Overloaded() is { } wait)
            return new Refusal(StatusCodes.Status429TooManyRequests, "overloaded", "More is accepted than can be applied at present.", wait);
        var requests = Interlocked.Increment(ref _requests);
        Volatile.Write(ref _lone, requests > 1 ? 0 : Math.Min(_lone + 1, LoneRun));
        if (requests <= options.MaxConcurrentRequests)
            return null;
        Leave();
        return new Refusal(StatusCodes.Status429TooManyRequests, "too_many_requests",
            $"{options.MaxConcurrentRequests} ingest requests are being taken already (ingest.max_concurrent_requests).", RetryAfter);
    }

    public void Leave() => Interlocked.Decrement(ref _requests);

    /// <summary>Null when a body may grow by so many bytes; <see cref="Release"/> must follow.</summary>
    public Refusal? Reserve(long bytes)
    {
        if (Interlocked.Add(ref _bytes, bytes) <= _maxBytes)
            return null;
        Release(bytes);
        return new Refusal(StatusCodes.Status429TooManyRequests, "bodies_too_large_together",
            $"The bodies being taken already fill {_maxBytes} bytes.", RetryAfter);
    }

    public void Release(long bytes) => Interlocked.Add(ref _bytes, -bytes);
}
