namespace Plimsoll.Storage.Tests.Faults;

/// <summary>Holds the flushes of files back while it is closed.</summary>
internal sealed class FlushGate : IDisposable
{
    private readonly ManualResetEventSlim _open = new(true);
    private readonly SemaphoreSlim _reached = new(0);
    private int _flushes;

    public FlushGate(SimulatedDisk disk) => disk.BeforeFlush = () =>
    {
        Interlocked.Increment(ref _flushes);
        if (!_open.IsSet)
            _reached.Release();
        _open.Wait();
    };

    public int Flushes => Volatile.Read(ref _flushes);

    public void Close() => _open.Reset();

    public void Open() => _open.Set();

    /// <summary>Completes when a flush stands before the closed gate.</summary>
    public async Task ReachedAsync() => Assert.True(await _reached.WaitAsync(TimeSpan.FromSeconds(30)));

    public void Dispose()
    {
        _open.Set();
        _reached.Dispose();
    }
}
