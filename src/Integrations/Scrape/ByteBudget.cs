namespace Plimsoll.Integrations.Scrape;

/// <summary>Bytes that answers may take up together while they are read. Safe from any thread.</summary>
public sealed class ByteBudget(long bytes)
{
    private long _left = bytes;

    public long Left => Interlocked.Read(ref _left);

    public bool TryTake(long count)
    {
        if (Interlocked.Add(ref _left, -count) >= 0)
            return true;
        GiveBack(count);
        return false;
    }

    public void GiveBack(long count) => Interlocked.Add(ref _left, count);
}
