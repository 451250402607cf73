using Plimsoll.Integrations.Export;

namespace Plimsoll.Gateway.Exporting;

/// <summary>Payloads that wait, oldest first, bounded in bytes: when it is full the oldest gives way. Safe from any thread.</summary>
internal sealed class ExportQueue(long maxBytes)
{
    private readonly Lock _lock = new();
    private readonly Queue<ExportPayload> _waiting = [];

    public long Bytes { get; private set; }

    public int Count
    {
        get
        {
            lock (_lock)
                return _waiting.Count;
        }
    }

    /// <summary>How many points gave way.</summary>
    public int Add(ExportPayload payload)
    {
        lock (_lock)
        {
            _waiting.Enqueue(payload);
            Bytes += payload.Body.Length;
            var gone = 0;
            while (Bytes > maxBytes)
                gone += Take().Points;
            return gone;
        }
    }

    public ExportPayload? Peek()
    {
        lock (_lock)
            return _waiting.TryPeek(out var oldest) ? oldest : null;
    }

    /// <summary>Takes out what <see cref="Peek"/> showed, unless it has given way since.</summary>
    public void Remove(ExportPayload payload)
    {
        lock (_lock)
        {
            if (_waiting.TryPeek(out var oldest) && ReferenceEquals(oldest, payload))
                Take();
        }
    }

    /// <summary>How many points went.</summary>
    public int Clear()
    {
        lock (_lock)
        {
            var gone = _waiting.Sum(p => p.Points);
            _waiting.Clear();
            Bytes = 0;
            return gone;
        }
    }

    private ExportPayload Take()
    {
        var payload = _waiting.Dequeue();
        Bytes -= payload.Body.Length;
        return payload;
    }
}
