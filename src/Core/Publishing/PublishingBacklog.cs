namespace Plimsoll.Publishing;

/// <summary>Calls that wait, oldest first. Nothing is collected while it is full: components keep their minutes for a day.</summary>
public sealed class PublishingBacklog(long maxBytes)
{
    private readonly Queue<PublishCall> _calls = [];
    private long _bytes;

    public bool IsFull => _bytes >= maxBytes;

    public int Count => _calls.Count;

    /// <summary>The oldest; null when none waits.</summary>
    public PublishCall? Next => _calls.TryPeek(out var first) ? first : null;

    public void Add(PublishCall call)
    {
        _calls.Enqueue(call);
        _bytes += call.Body.Length;
    }

    /// <summary>Removes the oldest.</summary>
    public void Take() => _bytes -= _calls.Dequeue().Body.Length;

    public void Clear()
    {
        _calls.Clear();
        _bytes = 0;
    }
}
