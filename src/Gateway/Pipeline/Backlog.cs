namespace Plimsoll.Gateway.Pipeline;

/// <summary>Bytes that were accepted and are not applied yet.</summary>
internal sealed class Backlog
{
    private readonly Lock _lock = new();
    private readonly List<Waiter> _waiters = [];
    private long _bytes;

    public long Bytes => Interlocked.Read(ref _bytes);

    public void Add(int bytes) => Interlocked.Add(ref _bytes, bytes);

    public void Remove(int bytes)
    {
        var left = Interlocked.Add(ref _bytes, -bytes);
        lock (_lock)
        {
            for (var i = _waiters.Count - 1; i >= 0; i--)
            {
                if (left > _waiters[i].Limit)
                    continue;
                _waiters[i].Done.TrySetResult();
                _waiters.RemoveAt(i);
            }
        }
    }

    /// <summary>Completes when at most <paramref name="limit"/> bytes are left.</summary>
    public Task FallenToAsync(long limit)
    {
        lock (_lock)
        {
            if (Bytes <= limit)
                return Task.CompletedTask;
            var waiter = new Waiter(limit, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            _waiters.Add(waiter);
            return waiter.Done.Task;
        }
    }

    private readonly record struct Waiter(long Limit, TaskCompletionSource Done);
}
